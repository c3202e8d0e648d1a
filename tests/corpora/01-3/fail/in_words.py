# finding: rule -
# message: without quotes
answer = "one or two"
