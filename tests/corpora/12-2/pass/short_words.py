answer = {"a": "threads", "b": "celery", "c": "processes", "d": "celery", "e": "threads", "f": "processes"}
