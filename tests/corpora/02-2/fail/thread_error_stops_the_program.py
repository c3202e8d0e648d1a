# finding: wrong-result M29
# message: the `try` is in the main thread
answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "error in the main thread",
    "d": "one or none",
    "e": "no entry",
    "f": "one entry",
}
