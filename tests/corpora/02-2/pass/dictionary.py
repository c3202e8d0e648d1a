answer = {
    "a": "never ends",
    "b": "error in the main thread",
    "c": "no entry",
    "d": "one or none",
    "e": "no entry",
    "f": "one entry",
}
