# finding: wrong-result M39
# message: whose `records`
answer = {"total": 8, "records": 4}
