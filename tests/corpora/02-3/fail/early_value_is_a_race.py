# finding: wrong-result M04
# message: what is in `log` when all threads have ended is the same each time
answer = {"a": "race", "b": "race", "c": "always the same", "d": "unfinished", "e": "always the same"}
