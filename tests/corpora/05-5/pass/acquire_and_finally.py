import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = threading.RLock()
        self.printer = threading.RLock()

    def send(self, page):
        self.scanner.acquire()
        try:
            if page is None:
                return None
            picture = self.scan(page)
        finally:
            self.scanner.release()
        return picture

    def publish(self, picture):
        self.printer.acquire()
        try:
            return self.print_out(picture)
        finally:
            self.printer.release()

    def copy(self, page):
        self.scanner.acquire()
        self.printer.acquire()
        try:
            return self.publish(self.send(page))
        finally:
            self.printer.release()
            self.scanner.release()

    def calibrate(self):
        self.scanner.acquire()
        self.printer.acquire()
        try:
            return self.send(self.publish("test"))
        finally:
            self.printer.release()
            self.scanner.release()
