# finding: no-answer -
# message: There is no answer yet for
answer = {"a": "thread pool", "b": "task queue", "c": "process pool"}
