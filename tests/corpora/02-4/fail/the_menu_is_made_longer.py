# finding: wrong-result -
# message: the menu is complete
answer = {
    "line of a": 17,
    "cause of a": "called too early",
    "line of b": 23,
    "cause of b": "not a tuple",
    "line of c": 29,
    "cause of c": "one argument per letter",
    "line of d": 3,
    "cause of d": "missing data",
}
