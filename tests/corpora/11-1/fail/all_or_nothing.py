# finding: wrong-result M20
# message: ends with
answer = {2, 4}
