# finding: rule -
# message: There are 7 questions
answer = ["waits", "ends", "ends"]
