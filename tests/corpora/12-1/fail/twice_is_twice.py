# finding: wrong-result M56
# message: Your set misses a value
answer = 6
