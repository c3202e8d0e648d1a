answer = set(range(3, 7))
