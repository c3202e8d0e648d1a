# finding: rule -
# message: none of the choices
answer = {"a": "bug", "b": "race", "c": "always the same", "d": "unfinished", "e": "always the same"}
