# finding: wrong-result M35
# message: 8 times 2 seconds of Python code take turns
answer = {"a": "threads", "b": "processes", "c": "loop", "d": "threads", "e": "loop", "f": "threads"}
