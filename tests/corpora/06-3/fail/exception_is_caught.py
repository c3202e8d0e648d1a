# finding: wrong-result M53
# message: `c`: the `except` is never reached
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "nothing is wrong",
    "d": "it belongs to one process",
    "e": "nothing is wrong",
    "f": "it is given at the start only",
}
