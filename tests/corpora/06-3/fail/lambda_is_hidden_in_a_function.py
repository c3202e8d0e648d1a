# finding: wrong-result M40
# message: `a`: `shout` is the name of a variable
answer = {
    "a": "its name is inside a function",
    "b": "its name is inside a function",
    "c": "it cannot be made anew",
    "d": "it belongs to one process",
    "e": "nothing is wrong",
    "f": "it is given at the start only",
}
