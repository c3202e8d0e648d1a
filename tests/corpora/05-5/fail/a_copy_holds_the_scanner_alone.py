# finding: wrong-result M10
# message: which are one job, came `print photo`
import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = threading.RLock()
        self.printer = threading.RLock()

    def send(self, page):
        with self.scanner:
            return None if page is None else self.scan(page)

    def publish(self, picture):
        with self.printer:
            return self.print_out(picture)

    def copy(self, page):
        with self.scanner:
            return self.publish(self.send(page))

    def calibrate(self):
        with self.scanner, self.printer:
            return self.send(self.publish("test"))
