# finding: rule -
# message: is no schedule
answer = {1, 2}
