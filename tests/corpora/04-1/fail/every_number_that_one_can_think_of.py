# finding: wrong-result -
# message: cannot come out
answer = set(range(100))
