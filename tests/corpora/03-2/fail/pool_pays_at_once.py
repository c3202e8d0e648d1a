# finding: wrong-result M37
# message: compare 0.010 seconds with what the pool costs
answer = [60, 2, 4, 120, 58, 7, 1]
