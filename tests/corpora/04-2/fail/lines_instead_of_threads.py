# finding: rule -
# message: '9' at position 1 is no thread
answer = "9 10 9 10"
