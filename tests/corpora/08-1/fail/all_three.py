# finding: wrong-result M44
# message: `c`: `get()` is called before
answer = {"a": 3, "b": 3, "c": 3, "d": 3, "e": 3, "f": 3}