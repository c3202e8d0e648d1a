# finding: wrong-result M38
# message: `b`: in which column do both letters stand?
answer = {
    "a": "one after the other",
    "b": "parallel",
    "c": "one after the other",
    "d": "parallel",
    "e": "parallel",
    "f": "concurrent",
}
