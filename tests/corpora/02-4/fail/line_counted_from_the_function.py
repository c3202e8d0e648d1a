# finding: rule -
# message: line 2 is empty
answer = {
    "line of a": 2,
    "cause of a": "called too early",
    "line of b": 2,
    "cause of b": "not a tuple",
    "line of c": 2,
    "cause of c": "one argument per letter",
    "line of d": 2,
    "cause of d": "missing data",
}
