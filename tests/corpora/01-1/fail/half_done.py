# finding: no-answer -
# message: There is no answer yet for `e`, `f`
answer = {"a": "one after the other", "b": "concurrent", "c": "one after the other", "d": "parallel"}
