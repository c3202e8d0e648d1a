answer = [22, 2, 12]
