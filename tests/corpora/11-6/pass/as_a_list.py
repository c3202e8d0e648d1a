answer = [8, 0]
