# finding: wrong-result -
# message: 7 cannot come out
answer = {3, 4, 5, 6, 7, 8, 9}
