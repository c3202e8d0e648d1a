# finding: rule -
# message: collection inside a collection
answer = [[2, 3], [4]]
