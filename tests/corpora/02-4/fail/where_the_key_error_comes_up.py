# finding: wrong-result -
# message: this is where the error comes up
answer = {
    "line of a": 17,
    "cause of a": "called too early",
    "line of b": 23,
    "cause of b": "not a tuple",
    "line of c": 29,
    "cause of c": "one argument per letter",
    "line of d": 8,
    "cause of d": "missing data",
}
