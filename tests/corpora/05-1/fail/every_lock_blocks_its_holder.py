# finding: wrong-result M23
# message: `b`:
answer = {"a": "waits", "b": "waits", "c": "ends", "d": "raises", "e": "ends", "f": "waits", "g": "ends"}
