# finding: no-answer -
# message: There is no answer yet for `e`, `f`
answer = {"a": 4, "b": 1, "c": 4, "d": 3}
