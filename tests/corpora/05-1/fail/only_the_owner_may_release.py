# finding: wrong-result M26
# message: `c`:
answer = {"a": "waits", "b": "ends", "c": "raises", "d": "raises", "e": "ends", "f": "waits", "g": "ends"}
