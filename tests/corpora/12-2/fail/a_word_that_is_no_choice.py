# finding: rule -
# message: none of the choices
answer = {"a": "asyncio", "b": "task queue", "c": "process pool", "d": "task queue", "e": "thread pool", "f": "process pool"}
