answer = {"a": "waits", "b": "computes", "c": "neither", "d": "computes", "e": "waits", "f": "both"}
