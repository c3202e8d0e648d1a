# finding: wrong-result -
# message: how many threads are there at the same time
answer = {"a": "unfinished", "b": "race", "c": "always the same", "d": "unfinished", "e": "race"}
