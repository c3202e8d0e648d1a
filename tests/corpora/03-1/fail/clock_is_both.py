# finding: wrong-result -
# message: Each look at the clock is a line of Python
answer = {"a": "both", "b": "computes", "c": "neither", "d": "both", "e": "both", "f": "both"}
