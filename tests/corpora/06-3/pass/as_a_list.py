answer = [
    "it has no name",
    "its name is inside a function",
    "it cannot be made anew",
    "it belongs to one process",
    "nothing is wrong",
    "it is given at the start only",
]
