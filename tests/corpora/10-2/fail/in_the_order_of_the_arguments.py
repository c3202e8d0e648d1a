# finding: wrong-result M19
# message: misses a value that can come out
answer = {12}
