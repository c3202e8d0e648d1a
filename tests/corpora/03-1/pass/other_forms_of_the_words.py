answer = {"a": "waiting", "b": "computing", "c": "none", "d": "Computes", "e": "wait", "f": "BOTH"}
