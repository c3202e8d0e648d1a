answer = {"thread pool": ["a", "e"], "process pool": ["c", "f"], "task queue": ["b", "d"]}
