answer = {
    "it bakes": ["b", "c", "e"],
    "the child starts a child": ["a"],
    "the child has no such function": ["d"],
    "no child is started": "f",
}
