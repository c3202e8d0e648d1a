answer: set[int] = {2, 3, 4}
