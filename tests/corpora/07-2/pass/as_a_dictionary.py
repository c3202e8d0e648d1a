answer = {
    "a": "may wait for ever",
    "b": "always right",
    "c": "may raise an exception",
    "d": "may miss something",
    "e": "may wait for ever",
    "f": "may wait for ever",
}
