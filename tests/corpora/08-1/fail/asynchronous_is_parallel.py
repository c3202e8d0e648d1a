# finding: wrong-result M44
# message: `get()` is called before the loop
answer = {"a": 3, "b": 2, "c": 3, "d": 3, "e": 1, "f": 2}