answer = set(range(2, 5))
