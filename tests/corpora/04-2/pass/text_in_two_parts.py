answer = (
    "A3 "  # A has read and has let go of the lock
    "B3 A3 B3"
)
