answer = {
    "line of a": "line 17",
    "cause of a": "called too early",
    "line of b": "args=(7)",
    "cause of b": "not a tuple",
    "line of c": "args=('Bob')",
    "cause of c": "one argument per letter",
    "line of d": 35.0,
    "cause of d": "missing data",
}
