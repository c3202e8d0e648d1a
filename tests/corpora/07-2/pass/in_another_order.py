answer = {
    "f": "may wait for ever",
    "e": "may wait for ever",
    "d": "may miss something",
    "c": "may raise an exception",
    "b": "always right",
    "a": "may wait for ever",
}
