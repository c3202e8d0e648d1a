answer = {
    "a": "one after the other",
    "b": "concurrent, not parallel",
    "c": "one after the other",
    "d": "parallel",
    "e": "concurrent, not parallel",
    "f": "concurrent, not parallel",
}
