answer = {"a": "Thread-Pool", "b": "Task queue", "c": "Process pool", "d": "Task Queue", "e": "THREAD POOL", "f": "process_pool"}
