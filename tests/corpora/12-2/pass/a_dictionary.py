answer = {
    "a": "thread pool",
    "b": "task queue",
    "c": "process pool",
    "d": "task queue",
    "e": "thread pool",
    "f": "process pool",
}
