# finding: wrong-result M38
# message: `f`: has the one dish ended
answer = {
    "a": "one after the other",
    "b": "concurrent",
    "c": "one after the other",
    "d": "parallel",
    "e": "concurrent",
    "f": "one after the other",
}
