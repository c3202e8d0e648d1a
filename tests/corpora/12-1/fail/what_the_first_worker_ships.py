# finding: wrong-result -
# message: 0 cannot come out
answer = {0, 1, 2, 3}
