# finding: rule -
# message: The class `Turnstile` is missing
import threading


class SafeTurnstile:
    def __init__(self):
        self.people = 0
        self.lock = threading.Lock()
