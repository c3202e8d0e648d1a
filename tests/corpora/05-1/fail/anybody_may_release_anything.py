# finding: wrong-result M26
# message: `d`:
answer = {"a": "waits", "b": "ends", "c": "ends", "d": "ends", "e": "ends", "f": "waits", "g": "ends"}
