# expect: pass
from dataclasses import dataclass, replace
from multiprocessing import Process, Queue

@dataclass(frozen=True)
class Job:
    name: str
    size: int

def work(jobs, done):
    job = jobs.get()
    done.put(replace(job, size=job.size + 1))

def run():
    jobs, done = Queue(), Queue()
    p = Process(target=work, args=(jobs, done))
    p.start()
    jobs.put(Job("a", 1))
    result = done.get()
    p.join()
    return result

# --- scenario ---
def main(): return run()
def accept(result): return result == Job('a', 2)
