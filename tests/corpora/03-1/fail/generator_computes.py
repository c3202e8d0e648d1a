# finding: wrong-result -
# message: How many squares does it compute before somebody asks?
answer = {"a": "waits", "b": "computes", "c": "computes", "d": "computes", "e": "waits", "f": "both"}
