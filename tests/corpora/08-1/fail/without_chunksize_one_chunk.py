# finding: wrong-result -
# message: `f`: Without `chunksize`
answer = {"a": 3, "b": 2, "c": 1, "d": 3, "e": 1, "f": 1}