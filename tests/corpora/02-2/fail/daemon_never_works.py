# finding: wrong-result -
# message: the thread may get its turn
answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "no entry",
    "d": "no entry",
    "e": "no entry",
    "f": "one entry",
}
