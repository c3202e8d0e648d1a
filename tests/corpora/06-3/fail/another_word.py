# finding: rule -
# message: is none of the choices
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "it cannot be made anew",
    "d": "it belongs to one process",
    "e": "it works",
    "f": "it is given at the start only",
}
