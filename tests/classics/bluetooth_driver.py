# expect: fail
# because: the driver is stopped between the look at the stopping flag and the count of its users
# kind: exception
"""The Bluetooth driver of Windows, reduced.

A request counts itself in, unless the driver is being stopped; the stopper waits until nobody is left. The look
at the flag and the increment are two steps.

Source: S. Qadeer, D. Wu: KISS: keep it simple and sequential, PLDI 2004; in SCTBench as
CS.bluetooth_driver_bad.
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
        if self.stopping:
            return False
        with self.lock:
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
        self.stopping = True
        self.leave()
        self.nobody_left.wait()
        self.stopped = True

# --- scenario ---
setup = Device
workers = [Device.request, Device.stop]
def invariant(d): return d.stopped
