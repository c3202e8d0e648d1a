# finding: wrong-result M36
# message: two of the three waits go on at the same time
answer = {"a": 4, "b": 1, "c": 4, "d": 3, "e": 4, "f": 6}
