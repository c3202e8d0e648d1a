# finding: wrong-result M42
# message: `e`: a forked child
answer = {
    "a": "the child starts a child",
    "b": "it bakes",
    "c": "no child is started",
    "d": "no child is started",
    "e": "no child is started",
    "f": "no child is started",
}
