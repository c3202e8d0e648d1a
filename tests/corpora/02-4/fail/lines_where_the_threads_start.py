# finding: wrong-result -
# message: `line of a`: `start()` is where the new thread begins
answer = {
    "line of a": 18,
    "cause of a": "called too early",
    "line of b": 24,
    "cause of b": "not a tuple",
    "line of c": 30,
    "cause of c": "one argument per letter",
    "line of d": 37,
    "cause of d": "missing data",
}
