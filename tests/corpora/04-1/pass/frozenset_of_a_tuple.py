answer = frozenset((2, 3, 4))
