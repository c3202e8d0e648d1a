# finding: wrong-result M20
# message: ends with `counter` = 4
answer = {2, 3}
