import threading


class Turnstile:
    def __init__(self):
        self.n = self.g = 0
        self.l = threading.Lock()

    def enter(self, n):
        with self.l:
            self.n += n
            self.g += 1

    def enter_if(self, t, check, verbose=False):
        ok = check(t)
        if ok:
            self.enter(1)
        return ok

    def report(self):
        with self.l:
            return [self.n, self.g]
