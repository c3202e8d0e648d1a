# finding: wrong-result -
# message: the function works when it is given what its docstring says
answer = {
    "line of a": 13,
    "cause of a": "called too early",
    "line of b": 13,
    "cause of b": "not a tuple",
    "line of c": 11,
    "cause of c": "one argument per letter",
    "line of d": 8,
    "cause of d": "missing data",
}
