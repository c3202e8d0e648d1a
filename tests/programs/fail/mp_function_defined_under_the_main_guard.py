# expect: fail
# because: exception: the child has no such function
from multiprocessing import Process

if __name__ == "__main__":
    def greet(name):
        print("hello", name)

def run():
    p = Process(target=greet, args=("you",))
    p.start()
    p.join()
    return "done"

# --- scenario ---
def main(): return run()
def accept(result): return True
