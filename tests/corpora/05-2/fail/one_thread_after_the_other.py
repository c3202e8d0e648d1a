# finding: wrong-result M20
# message: Your set misses a value
answer = {"crw", "ncr"}
