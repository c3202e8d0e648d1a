# finding: rule -
# message: is none of the choices
answer = {
    "a": "may wait for ever",
    "b": "always right",
    "c": "may raise an exception",
    "d": "loses data",
    "e": "may wait for ever",
    "f": "may wait for ever",
}
