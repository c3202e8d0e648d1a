# expect: fail
# because: the checker comes between the two writes of a setter
# kind: exception
"""reorder_5_bad of SCTBench: 4 setters write a = 1 and then b = -1; one checker accepts only both or none.

Source: P. Thomson, A. F. Donaldson, A. Betts: Concurrency testing using controlled schedulers, TOPC 2016
(SCTBench), as CS.reorder_5_bad.
"""
class Pair:
    def __init__(self):
        self.a = self.b = 0

    def set(self):
        self.a = 1
        self.b = -1

    def check(self):
        assert (self.a == 0 and self.b == 0) or (self.a == 1 and self.b == -1)

# --- scenario ---
setup = Pair
workers = [Pair.set] * 4 + [Pair.check]
def invariant(p): return True
