# finding: wrong-result -
# message: `join()` only waits
answer = {
    "line of a": 19,
    "cause of a": "called too early",
    "line of b": 25,
    "cause of b": "not a tuple",
    "line of c": 31,
    "cause of c": "one argument per letter",
    "line of d": 38,
    "cause of d": "missing data",
}
