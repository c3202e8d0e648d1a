# finding: wrong-result -
# message: there are two photos
answer = {2, 11, 20, 3, 30}
