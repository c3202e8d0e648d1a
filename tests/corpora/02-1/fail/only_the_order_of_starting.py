# finding: wrong-result M19
# message: Your set misses a value
answer = {"SRM"}
