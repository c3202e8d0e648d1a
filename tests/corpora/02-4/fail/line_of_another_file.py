# finding: rule -
# message: 1012 is no line of the program
answer = {
    "line of a": 1012,
    "cause of a": "called too early",
    "line of b": 1012,
    "cause of b": "not a tuple",
    "line of c": 1012,
    "cause of c": "one argument per letter",
    "line of d": 35,
    "cause of d": "missing data",
}
