# finding: rule -
# message: `{run() for _ in range(1000)}` cannot be read
answer = {run() for _ in range(1000)}
