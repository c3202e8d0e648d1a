answer = {"a": "waits", "b": "ends", "c": "ends", "d": "raises", "e": "ends", "f": "waits", "g": "ends"}
