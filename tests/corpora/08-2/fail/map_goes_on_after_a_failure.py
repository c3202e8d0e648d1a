# finding: wrong-result M49
# message: `list` wants all three results
answer = {"a": "waits", "b": "hides", "c": "returns", "d": "waits", "e": "breaks", "f": "breaks"}