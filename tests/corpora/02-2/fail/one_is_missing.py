# finding: no-answer -
# message: There is no answer yet for `f`
answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "no entry",
    "d": "one or none",
    "e": "no entry",
}
