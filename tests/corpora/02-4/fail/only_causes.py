# finding: no-answer -
# message: There is no answer yet for `line of a`
answer = {
    "cause of a": "called too early",
    "cause of b": "not a tuple",
    "cause of c": "one argument per letter",
    "cause of d": "missing data",
}
