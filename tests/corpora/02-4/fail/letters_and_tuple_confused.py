# finding: wrong-result M28
# message: The message counts arguments: which ones?
answer = {
    "line of a": 17,
    "cause of a": "called too early",
    "line of b": 23,
    "cause of b": "one argument per letter",
    "line of c": 29,
    "cause of c": "not a tuple",
    "line of d": 35,
    "cause of d": "missing data",
}
