answer = {
    "always right": ["b"],
    "may wait for ever": ["a", "e", "f"],
    "may miss something": "d",
    "may raise an exception": "c",
}
