# finding: wrong-result M37
# message: `c`: all tasks together take a tenth of a second
answer = {"a": "threads", "b": "processes", "c": "processes", "d": "threads", "e": "processes", "f": "processes"}
