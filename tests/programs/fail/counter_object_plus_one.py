# expect: fail
# because: Counter[...] += 1 is a read and a write
# kind: wrong-result
from collections import Counter
from threading import Thread

def program():
    votes = Counter()

    def vote(who):
        votes[who] += 1

    booths = [Thread(target=vote, args=('red',)) for _ in range(2)]
    for b in booths: b.start()
    for b in booths: b.join()
    return votes.most_common(1)

# --- scenario ---
main = program
def accept(r): return r == [('red', 2)]
