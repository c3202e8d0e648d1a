# finding: wrong-result -
# message: step 1: thread M could not go on there
answer = "M A3 B6 A3"
