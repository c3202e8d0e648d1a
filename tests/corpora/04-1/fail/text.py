# finding: rule -
# message: without quotes
answer = "2, 3, 4"
