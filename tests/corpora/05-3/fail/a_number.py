# finding: rule -
# message: is no schedule
answer = 3
