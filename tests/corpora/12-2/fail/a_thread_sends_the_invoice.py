# finding: wrong-result M59
# message: may end before the work is done
answer = {"a": "thread pool", "b": "thread pool", "c": "process pool", "d": "task queue", "e": "thread pool", "f": "process pool"}
