# finding: wrong-result M02
# message: ends with `counter` = 3
answer = {4}
