# finding: wrong-result M40
# message: `d`: run it: the error comes at once
answer = {
    "a": "it has no name",
    "b": "its name is inside a function",
    "c": "it cannot be made anew",
    "d": "nothing is wrong",
    "e": "nothing is wrong",
    "f": "it is given at the start only",
}
