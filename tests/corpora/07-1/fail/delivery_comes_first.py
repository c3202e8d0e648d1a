# finding: wrong-result M41
# message: misses a value
answer = {30}
