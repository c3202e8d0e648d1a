# finding: wrong-result M46
# message: `d`: `empty()` tells of this moment
answer = {
    "a": "may wait for ever",
    "b": "always right",
    "c": "may raise an exception",
    "d": "always right",
    "e": "may wait for ever",
    "f": "may wait for ever",
}
