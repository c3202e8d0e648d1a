answer = [2, 3, 4]
