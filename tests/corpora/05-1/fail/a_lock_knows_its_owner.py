# finding: wrong-result M23
# message: that this very thread holds
answer = {"a": "ends", "b": "ends", "c": "ends", "d": "raises", "e": "ends", "f": "waits", "g": "ends"}
