# finding: rule -
# message: is none of the choices
answer = {"a": "crashes", "b": "hides", "c": "raises", "d": "waits", "e": "breaks", "f": "breaks"}