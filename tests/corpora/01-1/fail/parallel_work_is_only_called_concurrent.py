# finding: wrong-result M38
# message: `d`: when does the one begin
answer = {
    "a": "one after the other",
    "b": "concurrent",
    "c": "one after the other",
    "d": "concurrent",
    "e": "concurrent",
    "f": "concurrent",
}
