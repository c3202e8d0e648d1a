answer = {
    "never ends": "a",
    "error in the main thread": "b",
    "no entry": "c, e",
    "one or none": "d",
    "one entry": "f",
}
