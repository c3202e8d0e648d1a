answer = {
    "line of a": "17",
    "cause of a": "Called too early",
    "line of b": "23",
    "cause of b": "Not a tuple",
    "line of c": "29",
    "cause of c": "One argument per letter",
    "line of d": "35",
    "cause of d": "Missing data",
}
