# finding: wrong-result -
# message: This executor watches its workers
answer = {"a": "waits", "b": "hides", "c": "raises", "d": "waits", "e": "waits", "f": "breaks"}