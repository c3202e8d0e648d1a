# finding: wrong-result M56
# message: Your set misses a value
answer = {3, 4, 5}
