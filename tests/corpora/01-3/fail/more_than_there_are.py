# finding: wrong-result -
# message: there are three cooks
answer = {1, 2, 4}
