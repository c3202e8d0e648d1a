# expect: fail
# because: self.hits += 1 reads the class attribute and writes an instance attribute: every worker starts from the same value
# kind: wrong-result
import threading

class Page:
    hits = 0

    def view(self):
        self.hits += 1

# --- scenario ---
setup = Page
workers = [Page.view, Page.view]
def invariant(p): return p.hits == 2
