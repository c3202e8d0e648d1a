# finding: wrong-result -
# message: `f`: run it
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "it cannot be made anew",
    "d": "it belongs to one process",
    "e": "nothing is wrong",
    "f": "nothing is wrong",
}
