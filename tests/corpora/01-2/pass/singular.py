answer = {"a": "thread", "b": "process", "c": "a loop", "d": "Thread", "e": "plain loop", "f": "Process"}
