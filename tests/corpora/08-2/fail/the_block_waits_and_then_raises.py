# finding: wrong-result M43
# message: `a`: What does a Pool do with its workers
answer = {"a": "raises", "b": "hides", "c": "raises", "d": "waits", "e": "breaks", "f": "breaks"}