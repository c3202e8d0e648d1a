answer = [
    "One after the other",
    "Concurrent, not parallel",
    "One after the other",
    "Parallel",
    "Concurrent, not parallel",
    "Concurrent, not parallel",
]
