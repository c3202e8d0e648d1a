# finding: no-answer M25
# message: This is still the program as it was given
import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = threading.Lock()
        self.printer = threading.Lock()

    def send(self, page):
        self.scanner.acquire()
        if page is None:
            return None
        picture = self.scan(page)
        self.scanner.release()
        return picture

    def publish(self, picture):
        self.printer.acquire()
        sheet = self.print_out(picture)
        self.printer.release()
        return sheet

    def copy(self, page):
        with self.scanner:
            with self.printer:
                return self.publish(self.send(page))

    def calibrate(self):
        with self.printer:
            with self.scanner:
                return self.send(self.publish("test"))
