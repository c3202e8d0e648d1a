# finding: no-answer -
# message: There is no answer yet for `f`, `g`
answer = {"a": "waits", "b": "ends", "c": "ends", "d": "raises", "e": "ends"}
