# finding: no-answer -
# message: There is no answer yet for `f`
answer = {"a": "waits", "b": "computes", "c": "neither", "d": "computes", "e": "waits", "f": None}
