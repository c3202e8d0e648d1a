# expect: pass
from multiprocessing import Pool

def square(x):
    return x * x

def run():
    with Pool(processes=4) as pool:
        return pool.map(square, range(10))

if __name__ == "__main__":
    print(run())

# --- scenario ---
def main(): return run()
def accept(result): return result == [x * x for x in range(10)]
