duizhao.index(21,27);
