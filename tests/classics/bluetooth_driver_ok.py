# expect: pass
"""The right counterpart of `bluetooth_driver`: the look at the flag and the increment are one step.

Source: as `bluetooth_driver`.
"""
import threading


class Device:
    def __init__(self):
        self.pending_io = 1
        self.stopping = False
        self.stopped = False
        self.nobody_left = threading.Event()
        self.lock = threading.Lock()

    def enter(self):
        with self.lock:
            if self.stopping:
                return False
            self.pending_io += 1
        return True

    def leave(self):
        with self.lock:
            self.pending_io -= 1
            left = self.pending_io
        if left == 0:
            self.nobody_left.set()

    def request(self):
        if self.enter():
            assert not self.stopped, 'the driver works after it was stopped'
            self.leave()

    def stop(self):
        with self.lock:
            self.stopping = True
        self.leave()
        self.nobody_left.wait()
        self.stopped = True

# --- scenario ---
setup = Device
workers = [Device.request, Device.request, Device.stop]
def invariant(d): return d.stopped
