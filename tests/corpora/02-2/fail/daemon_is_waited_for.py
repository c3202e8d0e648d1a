# finding: wrong-result M30
# message: nobody waits for this thread
answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "no entry",
    "d": "one entry",
    "e": "no entry",
    "f": "one entry",
}
