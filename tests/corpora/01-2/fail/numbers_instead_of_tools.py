# finding: rule -
# message: none of the choices
answer = {"a": 32, "b": 4, "c": 1, "d": 16, "e": 1, "f": 4}
