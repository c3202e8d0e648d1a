# finding: wrong-result -
# message: looks first finds it missing
answer = {0, 2, 3, 4}
