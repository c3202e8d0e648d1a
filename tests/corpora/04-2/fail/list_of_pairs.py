# finding: rule -
# message: collection inside a collection
answer = [("A", 3), ("B", 6)]
