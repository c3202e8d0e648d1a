# finding: wrong-result M37
# message: there is one task
answer = {"a": "threads", "b": "processes", "c": "loop", "d": "threads", "e": "threads", "f": "processes"}
