answer = set(range(15, 31, 5))
