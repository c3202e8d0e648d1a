# finding: rule -
# message: The function `current_guest` is missing
def serve_all(guests, work):
    return [work() for _ in guests]
