answer = [20, 2, 11]
