# finding: wrong-result -
# message: in which process
answer = {"total": 8, "records": 1}
