import contextlib
import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.free = {"scanner", "printer"}
        self.changed = threading.Condition()

    @contextlib.contextmanager
    def using(self, *devices):
        with self.changed:
            self.changed.wait_for(lambda: self.free.issuperset(devices))
            self.free.difference_update(devices)
        try:
            yield
        finally:
            with self.changed:
                self.free.update(devices)
                self.changed.notify_all()

    def send(self, page):
        if page is None:
            return None
        with self.using("scanner"):
            return self.scan(page)

    def publish(self, picture):
        with self.using("printer"):
            return self.print_out(picture)

    def copy(self, page):
        with self.using("scanner", "printer"):
            return self.print_out(self.scan(page))

    def calibrate(self):
        with self.using("scanner", "printer"):
            return self.scan(self.print_out("test"))
