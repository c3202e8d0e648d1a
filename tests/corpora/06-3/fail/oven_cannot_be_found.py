# finding: wrong-result M40
# message: What is in an `Oven()`
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "it cannot be made anew",
    "d": "its name is inside a function",
    "e": "nothing is wrong",
    "f": "it is given at the start only",
}
