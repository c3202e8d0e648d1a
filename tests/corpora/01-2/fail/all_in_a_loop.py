# finding: wrong-result M36
# message: `a`: with a loop, every page waits
answer = {"a": "loop", "b": "loop", "c": "loop", "d": "loop", "e": "loop", "f": "loop"}
