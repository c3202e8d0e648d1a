# finding: wrong-result -
# message: 1 cannot come out
answer = {1, 6}
