answer = {
    "a": "the child starts a child",
    "b": "It bakes",
    "c": "It bakes",
    "d": "the child has no such function",
    "e": "It bakes",
    "f": "No child is started",
}
