# finding: wrong-result M13
# message: Your set misses
answer = {"crw", "cwr", "ncr"}
