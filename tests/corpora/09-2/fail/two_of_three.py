# finding: wrong-result M52
# message: misses a value that can come out
answer = {2, 11}
