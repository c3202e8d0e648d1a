# finding: wrong-result M02
# message: ends with
answer = {2}
