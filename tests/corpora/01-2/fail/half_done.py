# finding: no-answer -
# message: There is no answer yet for `d`, `e`, `f`
answer = {"a": "threads", "b": "processes", "c": "loop"}
