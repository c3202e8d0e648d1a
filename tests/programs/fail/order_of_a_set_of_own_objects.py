# expect: fail
# because: the jobs are in a set, so which one comes first is nobody's promise
import threading

class Job:
    def __init__(self, name):
        self.name = name

def run():
    jobs = {Job("load"), Job("change"), Job("save")}
    done = []
    for job in jobs:
        thread = threading.Thread(target=done.append, args=(job.name,))
        thread.start()
        thread.join()
    return done

# --- scenario ---
def main(): return run()
def accept(r): return r == ["load", "change", "save"]
