# finding: wrong-result M55
# message: Your set misses a value
answer = {3}
