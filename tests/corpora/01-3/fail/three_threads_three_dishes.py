# finding: wrong-result M38
# message: Your set misses a value
answer = 3
