# finding: wrong-result M42
# message: `f`: write down what `__name__` is
answer = {
    "a": "the child starts a child",
    "b": "it bakes",
    "c": "it bakes",
    "d": "the child has no such function",
    "e": "it bakes",
    "f": "it bakes",
}
