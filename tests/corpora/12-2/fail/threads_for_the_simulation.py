# finding: wrong-result M35
# message: pure Python code
answer = {"a": "thread pool", "b": "task queue", "c": "thread pool", "d": "task queue", "e": "thread pool", "f": "process pool"}
