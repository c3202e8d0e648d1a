# finding: wrong-result M37
# message: the pages are not divided evenly
answer = {"a": 4, "b": 1, "c": 4, "d": 2, "e": 4, "f": 4}
