# finding: wrong-result -
# message: looks first finds it missing
answer = {1, 2, 3, 4}
