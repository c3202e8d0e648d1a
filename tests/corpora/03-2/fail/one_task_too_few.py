# finding: wrong-result -
# message: with so many tasks, is the pool already faster
answer = [60, 2, 4, 120, 58, 7, 138]
