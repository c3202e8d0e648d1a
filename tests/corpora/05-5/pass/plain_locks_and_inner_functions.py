from threading import Lock


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.scanner = Lock()
        self.printer = Lock()

    def send(self, page):
        if page is None:
            return None
        with self.scanner:
            return self.scan(page)

    def publish(self, picture):
        with self.printer:
            return self.print_out(picture)

    def copy(self, page):
        with self.printer:
            with self.scanner:
                return self.print_out(self.scan(page))

    def calibrate(self):
        with self.printer:
            with self.scanner:
                return self.scan(self.print_out("test"))
