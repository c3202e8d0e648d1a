# expect: fail
# because: hasattr() and the assignment are two steps
# kind: wrong-result
class Robot:
    def __init__(self):
        self.parts_made = []

    def arm(self):
        if not hasattr(self, '_arm'):
            self.parts_made.append('arm')
            self._arm = object()
        return self._arm

# --- scenario ---
setup = Robot
workers = [Robot.arm, Robot.arm]
def invariant(r): return r.parts_made == ['arm']
