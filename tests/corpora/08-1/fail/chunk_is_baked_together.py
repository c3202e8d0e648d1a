# finding: wrong-result -
# message: `b`: A chunk is handed to one worker
answer = {"a": 3, "b": 3, "c": 1, "d": 3, "e": 1, "f": 2}