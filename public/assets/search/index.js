duizhao.index(25,34,22);
