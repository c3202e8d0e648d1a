# finding: wrong-result -
# message: there is one more line after the `join()`
answer = {"a": 4, "b": 1, "c": 4, "d": 3, "e": 4, "f": 3}
