# finding: wrong-result M04
# message: `d`: what is in `log` when all threads have ended
answer = {"a": "unfinished", "b": "race", "c": "always the same", "d": "race", "e": "always the same"}
