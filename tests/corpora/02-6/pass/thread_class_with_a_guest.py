import threading


class Waiter(threading.Thread):
    def __init__(self, guest, work):
        super().__init__()
        self.guest = guest
        self.work = work

    def run(self):
        self.result = self.work()


def current_guest():
    return threading.current_thread().guest


def serve_all(guests, work):
    waiters = [Waiter(guest, work) for guest in guests]
    for waiter in waiters:
        waiter.start()
    for waiter in waiters:
        waiter.join()
    return [waiter.result for waiter in waiters]
