# finding: wrong-result -
# message: costs a broker
answer = ["task queue", "task queue", "task queue", "task queue", "task queue", "task queue"]
