# finding: wrong-result M06
# message: Two threads used the scanner at the same time
import threading


class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out

    def send(self, page):
        with threading.Lock():
            return None if page is None else self.scan(page)

    def publish(self, picture):
        with threading.Lock():
            return self.print_out(picture)

    def copy(self, page):
        with threading.Lock():
            return self.publish(self.send(page))

    def calibrate(self):
        with threading.Lock():
            return self.send(self.publish("test"))
