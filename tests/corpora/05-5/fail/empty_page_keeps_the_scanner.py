# finding: leftover-lock M25
# message: each `return`, each exception
import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = threading.RLock()
        self.printer = threading.RLock()

    def send(self, page):
        self.scanner.acquire()
        if page is None:
            return None
        picture = self.scan(page)
        self.scanner.release()
        return picture

    def publish(self, picture):
        with self.printer:
            return self.print_out(picture)

    def copy(self, page):
        with self.scanner, self.printer:
            return self.publish(self.send(page))

    def calibrate(self):
        with self.scanner, self.printer:
            return self.send(self.publish("test"))
