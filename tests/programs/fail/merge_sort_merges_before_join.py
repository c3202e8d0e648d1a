# expect: fail
# because: the halves are merged while one is still being sorted
import threading

def merge_sort(xs, out):
    if len(xs) <= 1:
        out.extend(xs)
        return
    left, right = [], []
    t = threading.Thread(target=merge_sort, args=(xs[:len(xs) // 2], left))
    t.start()
    merge_sort(xs[len(xs) // 2:], right)
    while left and right:
        out.append((left if left[0] <= right[0] else right).pop(0))
    out += left or right
    t.join()

def program():
    out = []
    merge_sort([3, 1], out)
    return out

# --- scenario ---
main = program
def accept(r): return r == [1, 3]
