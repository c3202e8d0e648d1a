answer = {"a": "ends", "b": "waits", "c": "raises", "d": "ends", "e": "waits", "f": "ends", "g": "waits"}
answer = {"a": "waits", "b": "ends", "c": "ends", "d": "raises", "e": "ends", "f": "waits", "g": "ends"}
