# finding: wrong-result -
# message: count the turns of the loop
answer = {"a": "waits", "b": "neither", "c": "neither", "d": "neither", "e": "waits", "f": "waits"}
