# finding: wrong-result M20
# message: ends with `counter` = 2
answer = {3, 4}
