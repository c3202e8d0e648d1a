# finding: no-answer -
# message: There is no answer yet for `f`
answer = {"a": 3, "b": 2, "c": 1, "d": 3, "e": 1}