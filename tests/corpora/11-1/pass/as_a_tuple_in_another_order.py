answer = (4, 2, 3)
