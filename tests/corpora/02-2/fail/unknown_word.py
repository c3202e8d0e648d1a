# finding: rule -
# message: `b`: 'crash' is none of the choices
answer = {
    "a": "never ends",
    "b": "crash",
    "c": "no entry",
    "d": "one or none",
    "e": "no entry",
    "f": "one entry",
}
