# finding: wrong-result M28
# message: fails while it unpacks its arguments
answer = {
    "line of a": 17,
    "cause of a": "called too early",
    "line of b": 23,
    "cause of b": "missing data",
    "line of c": 29,
    "cause of c": "missing data",
    "line of d": 35,
    "cause of d": "missing data",
}
