# finding: wrong-result M04
# message: all threads have ended when the board is read
answer = {"a": "unfinished", "b": "unfinished", "c": "always the same", "d": "unfinished", "e": "always the same"}
