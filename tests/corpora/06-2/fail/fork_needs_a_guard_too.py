# finding: wrong-result M42
# message: `b`: a forked child imports nothing
answer = {
    "a": "the child starts a child",
    "b": "the child starts a child",
    "c": "it bakes",
    "d": "the child has no such function",
    "e": "it bakes",
    "f": "no child is started",
}
