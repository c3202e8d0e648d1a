# finding: wrong-result M37
# message: compare the times for 10 and for 50
answer = [60, 2, 4, 120, 58, 99, 139]
