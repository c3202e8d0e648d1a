# finding: wrong-result M14
# message: `f`:
answer = {"a": "waits", "b": "ends", "c": "ends", "d": "raises", "e": "ends", "f": "raises", "g": "ends"}
