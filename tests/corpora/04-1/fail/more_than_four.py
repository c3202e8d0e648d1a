# finding: wrong-result -
# message: none can be counted twice
answer = {2, 3, 4, 5}
