answer = [2, 1]
