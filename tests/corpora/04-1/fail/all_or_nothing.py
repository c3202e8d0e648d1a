# finding: wrong-result M20
# message: ends with `counter` = 3
answer = {2, 4}
