# finding: wrong-result -
# message: the loop turns five times
answer = {"a": "computes", "b": "computes", "c": "computes", "d": "computes", "e": "waits", "f": "computes"}
