# finding: rule -
# message: Each question has an answer of its own
answer = "one entry"
