# finding: wrong-result M36
# message: because `zlib` lets go of the lock
answer = {"a": "threads", "b": "processes", "c": "loop", "d": "processes", "e": "loop", "f": "processes"}
