# expect: fail
# because: exception: the child starts processes when it is imported
from multiprocessing import Process

def work():
    print("working")

p = Process(target=work)
p.start()
p.join()

# --- scenario ---
def main(): return None
