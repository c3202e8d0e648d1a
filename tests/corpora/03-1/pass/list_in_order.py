answer = ["waits", "computes", "neither", "computes", "waits", "both"]
