duizhao.index(11,13);
