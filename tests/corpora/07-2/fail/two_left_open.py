# finding: no-answer -
# message: There is no answer yet for `e`, `f`
answer = {
    "a": "may wait for ever",
    "b": "always right",
    "c": "may raise an exception",
    "d": "may miss something",
    "e": ...,
    "f": ...,
}
