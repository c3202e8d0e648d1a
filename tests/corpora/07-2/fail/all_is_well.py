# finding: wrong-result M45
# message: `a`: the item
answer = {
    "a": "always right",
    "b": "always right",
    "c": "always right",
    "d": "always right",
    "e": "always right",
    "f": "always right",
}
