# finding: wrong-result M37
# message: each process costs far more
answer = {"a": "thread pool", "b": "task queue", "c": "process pool", "d": "task queue", "e": "process pool", "f": "process pool"}
