# finding: wrong-result M29
# message: the error comes up in the thread
answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "one entry",
    "d": "one or none",
    "e": "no entry",
    "f": "one entry",
}
