# finding: wrong-result -
# message: one job should get the exception
import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = threading.RLock()
        self.printer = threading.RLock()

    def send(self, page):
        with self.scanner:
            try:
                return None if page is None else self.scan(page)
            except Exception:
                return None

    def publish(self, picture):
        with self.printer:
            try:
                return self.print_out(picture)
            except Exception:
                return None

    def copy(self, page):
        with self.scanner, self.printer:
            return self.publish(self.send(page))

    def calibrate(self):
        with self.scanner, self.printer:
            return self.send(self.publish("test"))
