# finding: wrong-result M42
# message: `d`: go through the file
answer = {
    "a": "the child starts a child",
    "b": "it bakes",
    "c": "it bakes",
    "d": "it bakes",
    "e": "it bakes",
    "f": "no child is started",
}
