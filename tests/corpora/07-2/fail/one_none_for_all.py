# finding: wrong-result M47
# message: `e`: count the children
answer = {
    "a": "may wait for ever",
    "b": "always right",
    "c": "may raise an exception",
    "d": "may miss something",
    "e": "always right",
    "f": "may wait for ever",
}
