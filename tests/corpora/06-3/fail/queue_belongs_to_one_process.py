# finding: wrong-result -
# message: `f`: a queue between processes
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "it cannot be made anew",
    "d": "it belongs to one process",
    "e": "nothing is wrong",
    "f": "it belongs to one process",
}
