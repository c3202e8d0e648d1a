# finding: wrong-result M53
# message: What does an exception take with it
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "it belongs to one process",
    "d": "it belongs to one process",
    "e": "nothing is wrong",
    "f": "it is given at the start only",
}
