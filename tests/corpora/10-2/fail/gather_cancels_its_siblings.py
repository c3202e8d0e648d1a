# finding: wrong-result M54
# message: misses a value that can come out
answer = {0, 11, 22}
