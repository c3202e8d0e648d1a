# finding: wrong-result -
# message: `d`: it wants to wait
answer = {"a": "waits", "b": "computes", "c": "neither", "d": "waits", "e": "waits", "f": "both"}
