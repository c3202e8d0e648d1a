# finding: rule -
# message: division by zero
answer = {"time with 3": 90 / 0}
