# finding: wrong-result -
# message: Follow the loop
answer = {"total": 0, "records": 0}
