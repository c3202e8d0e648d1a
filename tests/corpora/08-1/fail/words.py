# finding: rule -
# message: is no number
answer = {"a": "three", "b": 2, "c": 1, "d": 3, "e": 1, "f": 2}