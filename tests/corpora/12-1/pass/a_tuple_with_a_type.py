answer: tuple[int, ...] = (3, 4, 5, 6)
