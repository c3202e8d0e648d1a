# finding: wrong-result M45
# message: `a`: the item has four million letters
answer = {
    "a": "always right",
    "b": "always right",
    "c": "may raise an exception",
    "d": "may miss something",
    "e": "may wait for ever",
    "f": "may wait for ever",
}
