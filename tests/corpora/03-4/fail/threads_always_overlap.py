# finding: wrong-result M37
# message: `e`: four threads, but where do three of them stand
answer = {"a": 4, "b": 1, "c": 1, "d": 1, "e": 1, "f": 4}
