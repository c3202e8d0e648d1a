# finding: wrong-result M40
# message: `e`: run it. A `partial` holds
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "it cannot be made anew",
    "d": "it belongs to one process",
    "e": "it has no name",
    "f": "it is given at the start only",
}
