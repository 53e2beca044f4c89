duizhao.index(21,28);
