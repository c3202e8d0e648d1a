# expect: fail
# because: there are 27 files and 26 locks for inodes
# kind: exception
"""The simulated file system of 26 blocks, with one thread too many: its inode has no lock.

Source: C. Flanagan, P. Godefroid: Dynamic partial-order reduction for model checking software, POPL 2005; in
SCTBench as CS.fsbench_bad (27 threads).
"""
import threading

BLOCKS, INODES = 26, 32


class Disk:
    def __init__(self):
        self.inode_locks = [threading.Lock() for _ in range(BLOCKS)]
        self.block_locks = [threading.Lock() for _ in range(BLOCKS)]
        self.inode = [0] * INODES
        self.busy = [False] * BLOCKS

    def create(self, number):
        i = number % INODES
        with self.inode_locks[i]:
            if self.inode[i] == 0:
                b = (i * 2) % BLOCKS
                while True:
                    with self.block_locks[b]:
                        if not self.busy[b]:
                            self.busy[b] = True
                            self.inode[i] = b + 1
                            break
                    b = (b + 1) % BLOCKS

# --- scenario ---
setup = Disk
workers = [lambda d, n=n: d.create(n) for n in range(27)]
def invariant(d): return True
