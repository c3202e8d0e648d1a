answer = {"a": "threads", "b": "processes", "c": "loop", "d": "threads", "e": "loop", "f": "processes"}
