duizhao.index(7,7);
