# finding: wrong-result -
# message: does Python wait for this thread
answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "no entry",
    "d": "one or none",
    "e": "never ends",
    "f": "one entry",
}
