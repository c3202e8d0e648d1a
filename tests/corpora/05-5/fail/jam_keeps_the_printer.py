# finding: deadlock M25
# message: each `return`, each exception
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
        self.printer.acquire()
        sheet = self.print_out(picture)
        self.printer.release()
        return sheet

    def copy(self, page):
        with self.scanner, self.printer:
            return self.publish(self.send(page))

    def calibrate(self):
        with self.scanner, self.printer:
            return self.send(self.publish("test"))
