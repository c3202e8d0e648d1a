# finding: wrong-result -
# message: at some moment there is one
answer = {0, 1, 2}
