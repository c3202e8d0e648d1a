answer = {
    "A": "one after the other",
    "B": "concurrent not parallel",
    "C": "one-after-the-other",
    "D": "parallel",
    "E": "concurrent not parallel",
    "F": "concurrent not parallel",
}
