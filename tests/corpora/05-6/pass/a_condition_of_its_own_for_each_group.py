import threading


class Rental:
    """Who waits has a bell of its own; who gives back looks whose wish can be fulfilled."""

    def __init__(self, bikes):
        self.bikes = bikes
        self.lock = threading.Lock()
        self.wishes = []

    def borrow(self, number):
        with self.lock:
            if self.bikes >= number:
                self.bikes -= number
                return
            bell = threading.Event()
            self.wishes.append((number, bell))
        bell.wait()

    def give_back(self, number):
        with self.lock:
            self.bikes += number
            for wish in list(self.wishes):
                wanted, bell = wish
                if wanted <= self.bikes:
                    self.bikes -= wanted
                    self.wishes.remove(wish)
                    bell.set()

    def left(self):
        with self.lock:
            return self.bikes
