# finding: wrong-result M35
# message: `b`: the threads would compute in Python
answer = ["threads", "threads", "threads", "threads", "threads", "threads"]
