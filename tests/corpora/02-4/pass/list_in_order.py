answer = [
    17,
    "called too early",
    23,
    "not a tuple",
    29,
    "one argument per letter",
    35,
    "missing data",
]
