# finding: wrong-result M38
# message: `c`: in which column do both letters stand?
answer = {
    "a": "one after the other",
    "b": "concurrent",
    "c": "parallel",
    "d": "parallel",
    "e": "parallel",
    "f": "concurrent",
}
