# finding: wrong-result M49
# message: does the loop get it?
answer = {"total": 15, "records": 4}
