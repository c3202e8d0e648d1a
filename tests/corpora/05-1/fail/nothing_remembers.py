# finding: wrong-result M14
# message: Does this object remember a signal?
answer = {"a": "waits", "b": "ends", "c": "ends", "d": "raises", "e": "waits", "f": "waits", "g": "waits"}
