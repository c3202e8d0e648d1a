# finding: wrong-result M43
# message: `a`: What does a Pool do with its workers
answer = {"a": "returns", "b": "hides", "c": "raises", "d": "waits", "e": "breaks", "f": "breaks"}