# finding: wrong-result -
# message: `a`: Six orders are waiting
answer = {"a": 6, "b": 6, "c": 6, "d": 6, "e": 6, "f": 6}