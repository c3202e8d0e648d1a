# finding: wrong-result M20
# message: Your set misses
answer = "crw"
