# finding: rule -
# message: is no number
answer = {"a": "four", "b": 1, "c": 4, "d": 3, "e": 4, "f": 4}
