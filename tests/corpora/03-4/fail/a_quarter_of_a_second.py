# finding: wrong-result M37
# message: each thread waits for one second
answer = {"a": 4, "b": 0.25, "c": 4, "d": 3, "e": 4, "f": 4}
