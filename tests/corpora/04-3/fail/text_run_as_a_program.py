# finding: rule -
# message: `exec` runs text as a program
import threading

exec(
    """
class Turnstile:
    def __init__(self):
        self.people = self.groups = 0
        self.lock = threading.Lock()
"""
)
