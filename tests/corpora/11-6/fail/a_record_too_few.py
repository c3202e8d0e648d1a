# finding: wrong-result -
# message: Follow the loop
answer = {"total": 3, "records": 0}
