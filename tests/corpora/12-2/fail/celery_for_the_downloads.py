# finding: wrong-result -
# message: costs a broker
answer = {"a": "task queue", "b": "task queue", "c": "process pool", "d": "task queue", "e": "thread pool", "f": "process pool"}
