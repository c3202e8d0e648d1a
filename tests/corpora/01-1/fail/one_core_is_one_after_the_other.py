# finding: wrong-result M38
# message: `f`: has the one dish ended before the other one begins?
answer = {
    "a": "one after the other",
    "b": "one after the other",
    "c": "one after the other",
    "d": "parallel",
    "e": "one after the other",
    "f": "one after the other",
}
