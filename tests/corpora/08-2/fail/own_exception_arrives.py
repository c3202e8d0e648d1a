# finding: wrong-result M53
# message: How many arguments does the class want
answer = {"a": "waits", "b": "hides", "c": "raises", "d": "waits", "e": "breaks", "f": "raises"}