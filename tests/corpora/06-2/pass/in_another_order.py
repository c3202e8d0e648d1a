answer = {
    "f": "no child is started",
    "e": "it bakes",
    "d": "the child has no such function",
    "c": "it bakes",
    "b": "it bakes",
    "a": "the child starts a child",
}
