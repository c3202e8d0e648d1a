# finding: too-much-locking M11
# message: at work in a device
import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out
        self.lock = threading.RLock()

    def send(self, page):
        with self.lock:
            return None if page is None else self.scan(page)

    def publish(self, picture):
        with self.lock:
            return self.print_out(picture)

    def copy(self, page):
        with self.lock:
            return self.publish(self.send(page))

    def calibrate(self):
        with self.lock:
            return self.send(self.publish("test"))
