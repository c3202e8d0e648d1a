# finding: wrong-result M54
# message: misses a value that can come out
answer = {2, 12}
