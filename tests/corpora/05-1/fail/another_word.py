# finding: rule -
# message: none of the choices
answer = {"a": "hangs up", "b": "ends", "c": "ends", "d": "raises", "e": "ends", "f": "waits", "g": "ends"}
