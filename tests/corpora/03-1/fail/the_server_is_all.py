# finding: wrong-result -
# message: after the server has replied, there is a loop
answer = {"a": "waits", "b": "computes", "c": "neither", "d": "computes", "e": "waits", "f": "waits"}
