# finding: wrong-result M19
# message: who was started last need not write last
answer = {"a": "unfinished", "b": "always the same", "c": "always the same", "d": "unfinished", "e": "always the same"}
