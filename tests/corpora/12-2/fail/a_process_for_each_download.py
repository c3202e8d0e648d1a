# finding: wrong-result M37
# message: each process costs far more
answer = {"a": "process pool", "b": "task queue", "c": "process pool", "d": "task queue", "e": "thread pool", "f": "process pool"}
