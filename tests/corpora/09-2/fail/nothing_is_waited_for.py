# finding: wrong-result -
# message: neither cancelled nor developed
answer = {2, 11, 20, 1, 10, 0}
