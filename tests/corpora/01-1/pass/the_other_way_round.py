answer = {
    "one after the other": ["a", "c"],
    "concurrent, not parallel": {"b", "e", "f"},
    "parallel": "d",
}
