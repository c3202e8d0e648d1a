answer = [
    "the child starts a child",
    "it bakes",
    "it bakes",
    "the child has no such function",
    "it bakes",
    "no child is started",
]
