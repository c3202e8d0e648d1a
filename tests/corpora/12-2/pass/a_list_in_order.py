answer = ["thread pool", "task queue", "process pool", "task queue", "thread pool", "process pool"]
