# finding: wrong-result -
# message: compared with the wrong part
answer = [60, 2, 90 / 30, 120, 58, 7, 139]
