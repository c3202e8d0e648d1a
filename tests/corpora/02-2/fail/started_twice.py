# finding: wrong-result M31
# message: is told to start a second time
answer = {
    "a": "never ends",
    "b": "one entry",
    "c": "no entry",
    "d": "one or none",
    "e": "no entry",
    "f": "one entry",
}
