# finding: wrong-result M40
# message: `b`: where is `praise`
answer = {
    "a": "it has no name",
    "b": "it has no name",
    "c": "it cannot be made anew",
    "d": "it belongs to one process",
    "e": "nothing is wrong",
    "f": "it is given at the start only",
}
