# finding: rule -
# message: `b`: 'threads' is none of the choices
answer = {
    "a": "one after the other",
    "b": "threads",
    "c": "one after the other",
    "d": "parallel",
    "e": "concurrent",
    "f": "concurrent",
}
