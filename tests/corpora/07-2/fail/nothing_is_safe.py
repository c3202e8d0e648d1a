# finding: wrong-result M45
# message: `b`: compare it
answer = {
    "a": "may wait for ever",
    "b": "may wait for ever",
    "c": "may raise an exception",
    "d": "may miss something",
    "e": "may wait for ever",
    "f": "may wait for ever",
}
