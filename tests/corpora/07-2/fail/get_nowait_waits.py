# finding: wrong-result M46
# message: `c`: `put` returns at once
answer = {
    "a": "may wait for ever",
    "b": "always right",
    "c": "may wait for ever",
    "d": "may miss something",
    "e": "may wait for ever",
    "f": "may wait for ever",
}
