answer = [4, 3, 2, 3, 4]
