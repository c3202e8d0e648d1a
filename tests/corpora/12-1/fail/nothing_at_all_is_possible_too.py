# finding: wrong-result -
# message: 0 cannot come out
answer = {0, 3, 4, 5, 6}
