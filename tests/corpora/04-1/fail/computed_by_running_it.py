# finding: rule -
# message: `run()` cannot be read
answer = {run() for _ in range(1000)}
