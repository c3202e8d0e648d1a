# finding: wrong-result M42
# message: `e`: a forked child imports nothing
answer = {
    "a": "the child starts a child",
    "b": "it bakes",
    "c": "it bakes",
    "d": "the child has no such function",
    "e": "the child has no such function",
    "f": "no child is started",
}
