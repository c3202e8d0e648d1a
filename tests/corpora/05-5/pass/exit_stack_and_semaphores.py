from contextlib import ExitStack
from threading import Semaphore


class Office:
    def __init__(self, scan, print_out):
        self.scan, self.print_out = scan, print_out
        self.scanner, self.printer = Semaphore(1), Semaphore(1)

    def send(self, page):
        if page is not None:
            with self.scanner:
                return self.scan(page)

    def publish(self, picture):
        with self.printer:
            return self.print_out(picture)

    def _both(self):
        stack = ExitStack()
        for device in (self.printer, self.scanner):
            stack.enter_context(device)
        return stack

    def copy(self, page):
        with self._both():
            return self.print_out(self.scan(page))

    def calibrate(self):
        with self._both():
            return self.scan(self.print_out("test"))
