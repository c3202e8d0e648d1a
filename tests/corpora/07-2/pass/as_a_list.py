answer = [
    "may wait for ever",
    "always right",
    "may raise an exception",
    "may miss something",
    "may wait for ever",
    "may wait for ever",
]
