# finding: wrong-result -
# message: the number only grows
answer = {2, 12, 22, 21, 20, 10}
