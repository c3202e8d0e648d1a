# finding: wrong-result -
# message: 10 cannot come out
answer = {10, 15, 20, 25, 30}
