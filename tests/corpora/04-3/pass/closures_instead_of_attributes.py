import threading


class Turnstile:
    def __init__(self):
        lock = threading.Lock()
        people = groups = 0

        def enter(size):
            nonlocal people, groups
            with lock:
                people += size
                groups += 1

        def enter_if(ticket, is_valid):
            if is_valid(ticket):
                enter(1)
                return True
            return False

        def report():
            with lock:
                return people, groups

        self.enter, self.enter_if, self.report = enter, enter_if, report
