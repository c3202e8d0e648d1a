# finding: wrong-result -
# message: Calculate the times for this number and its two neighbours
answer = [60, 2, 4, 120, 58, 6, 139]
