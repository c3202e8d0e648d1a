answer = {
    "one entry": ["f"],
    "no entry": ["c", "e"],
    "one or none": ["d"],
    "error in the main thread": ["b"],
    "never ends": ["a"],
}
