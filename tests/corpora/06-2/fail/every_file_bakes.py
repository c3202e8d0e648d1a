# finding: wrong-result M42
# message: `a`: go through the file
answer = {
    "a": "it bakes",
    "b": "it bakes",
    "c": "it bakes",
    "d": "it bakes",
    "e": "it bakes",
    "f": "it bakes",
}
