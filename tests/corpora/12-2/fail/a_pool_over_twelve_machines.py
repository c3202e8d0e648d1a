# finding: wrong-result M59
# message: one program on one machine
answer = {"a": "thread pool", "b": "task queue", "c": "process pool", "d": "process pool", "e": "thread pool", "f": "process pool"}
