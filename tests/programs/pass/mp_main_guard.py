# expect: pass
from multiprocessing import Process, Value

def work(v):
    with v.get_lock():
        v.value += 5

def main_program():
    v = Value("i", 1)
    p = Process(target=work, args=(v,))
    p.start()
    p.join()
    return v.value

if __name__ == "__main__":
    answer = main_program()

# --- scenario ---
def main(): return answer
def accept(result): return result == 6
