# finding: wrong-result -
# message: each `append` is one step
answer = {"a": "unfinished", "b": "race", "c": "race", "d": "unfinished", "e": "always the same"}
