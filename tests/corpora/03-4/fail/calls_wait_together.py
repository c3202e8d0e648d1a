# finding: wrong-result -
# message: there is one thread here
answer = {"a": 1, "b": 1, "c": 4, "d": 3, "e": 4, "f": 4}
