# finding: wrong-result M42
# message: `a`: go through the file as the child does
answer = {
    "a": "it bakes",
    "b": "it bakes",
    "c": "it bakes",
    "d": "the child has no such function",
    "e": "it bakes",
    "f": "no child is started",
}
