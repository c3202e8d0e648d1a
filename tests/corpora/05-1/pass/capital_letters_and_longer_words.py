answer = {
    "A": "waits for ever",
    "B": "Ends",
    "C": "ends",
    "D": "raises an exception",
    "E": "ends",
    "F": "waits for ever",
    "G": "ends",
}
