duizhao.index(21,28,19);
