# finding: wrong-result -
# message: `e`: A chunk is handed to one worker
answer = {"a": 3, "b": 2, "c": 1, "d": 3, "e": 3, "f": 2}