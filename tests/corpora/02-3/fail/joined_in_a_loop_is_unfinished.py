# finding: wrong-result -
# message: which of the three threads could still be at work
answer = {"a": "unfinished", "b": "race", "c": "unfinished", "d": "unfinished", "e": "unfinished"}
