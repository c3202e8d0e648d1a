# finding: wrong-result -
# message: a guest would never be served
answer = {0, 2, 11, 12, 22}
