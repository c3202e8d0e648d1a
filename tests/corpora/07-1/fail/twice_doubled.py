# finding: wrong-result -
# message: 40 cannot come out
answer = {15, 20, 25, 30, 40}
