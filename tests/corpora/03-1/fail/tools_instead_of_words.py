# finding: rule -
# message: none of the choices
answer = {"a": "threads", "b": "processes", "c": "loop", "d": "processes", "e": "threads", "f": "both"}
