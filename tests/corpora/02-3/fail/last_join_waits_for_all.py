# finding: wrong-result M19
# message: for which of the two threads does `cook.join()` wait
answer = {"a": "unfinished", "b": "race", "c": "always the same", "d": "always the same", "e": "always the same"}
