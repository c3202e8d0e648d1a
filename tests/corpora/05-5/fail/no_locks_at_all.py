# finding: wrong-result -
# message: Two threads used the scanner at the same time
class Office:
    def __init__(self, scan, print_out):
        self.scan = scan
        self.print_out = print_out

    def send(self, page):
        return None if page is None else self.scan(page)

    def publish(self, picture):
        return self.print_out(picture)

    def copy(self, page):
        return self.publish(self.send(page))

    def calibrate(self):
        return self.send(self.publish("test"))
