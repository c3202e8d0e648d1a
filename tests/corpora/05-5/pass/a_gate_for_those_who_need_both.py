import threading


class Office:
    """Only who holds the gate may hold one device and ask for the other."""

    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = threading.RLock()
        self.printer = threading.RLock()
        self.gate = threading.Lock()

    def send(self, page):
        with self.scanner:
            return None if page is None else self.scan(page)

    def publish(self, picture):
        with self.printer:
            return self.print_out(picture)

    def copy(self, page):
        with self.gate, self.scanner, self.printer:
            return self.publish(self.send(page))

    def calibrate(self):
        with self.gate, self.printer, self.scanner:
            return self.send(self.publish("test"))
