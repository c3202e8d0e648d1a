# expect: fail
# because: both see the attribute and delete it
# kind: exception
class Job:
    def __init__(self):
        self.temp = 'file'

    def clean(self):
        if getattr(self, 'temp', None):
            del self.temp

# --- scenario ---
setup = Job
workers = [Job.clean] * 2
def invariant(j): return not hasattr(j, 'temp')
