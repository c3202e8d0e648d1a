# finding: wrong-result M42
# message: `c`: go through the file
answer = {
    "a": "the child starts a child",
    "b": "it bakes",
    "c": "no child is started",
    "d": "the child has no such function",
    "e": "it bakes",
    "f": "no child is started",
}
