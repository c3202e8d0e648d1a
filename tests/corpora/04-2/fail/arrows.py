# finding: rule -
# message: is no thread
answer = "A3 -> B6"
