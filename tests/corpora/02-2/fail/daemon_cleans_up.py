# finding: wrong-result M30
# message: nothing in it leads to the `finally`
answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "no entry",
    "d": "one or none",
    "e": "one entry",
    "f": "one entry",
}
