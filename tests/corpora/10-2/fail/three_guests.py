# finding: wrong-result -
# message: there are two guests
answer = {2, 12, 22, 3, 13, 23, 33}
