# finding: no-answer -
# message: There is no answer yet for `f`
answer = {
    "a": "the child starts a child",
    "b": "it bakes",
    "c": "it bakes",
    "d": "the child has no such function",
    "e": "it bakes",
    "f": ...,
}
