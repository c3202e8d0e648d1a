# finding: wrong-result -
# message: By which order does `gather` put its results
answer = {1212, 1221, 2112, 2121}
