# finding: rule -
# message: is none of the choices
answer = {
    "a": "the child starts a child",
    "b": "it bakes",
    "c": "it bakes",
    "d": "the child has no such function",
    "e": "it bakes",
    "f": "nothing happens",
}
