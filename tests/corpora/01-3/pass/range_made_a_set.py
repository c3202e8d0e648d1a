answer = set(range(1, 3))
