# finding: wrong-result M19
# message: is there a line that makes the returned value certain
answer = {"a": "always the same", "b": "race", "c": "always the same", "d": "unfinished", "e": "always the same"}
