# finding: wrong-result -
# message: cannot come out
answer = set(range(0, 41, 5))
