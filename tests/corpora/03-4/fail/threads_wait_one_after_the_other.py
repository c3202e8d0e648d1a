# finding: wrong-result M36
# message: `b`: while one thread waits, what keeps the others
answer = {"a": 4, "b": 4, "c": 4, "d": 4, "e": 4, "f": 6}
