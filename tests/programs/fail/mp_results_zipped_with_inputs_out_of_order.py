# expect: fail
# because: wrong-result: imap_unordered gives results as they come, and zip pairs them with the inputs in their order
import multiprocessing as mp

def square(n):
    return n * n

def run():
    inputs = [1, 2]
    with mp.Pool(2) as pool:
        return dict(zip(inputs, pool.imap_unordered(square, inputs)))

if __name__ == "__main__":
    pass

# --- scenario ---
def main(): return run()
def accept(r): return r == {1: 1, 2: 4}
