answer = ("threads", "processes", "loop", "threads", "loop", "processes")
