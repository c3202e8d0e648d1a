answer = [6, 4, 3, 5]
