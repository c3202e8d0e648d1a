# finding: wrong-result -
# message: how many lines are executed while `get`
answer = {"a": "waits", "b": "computes", "c": "neither", "d": "computes", "e": "computes", "f": "both"}
