# finding: wrong-result M50
# message: misses a value that can come out
answer = 1212
