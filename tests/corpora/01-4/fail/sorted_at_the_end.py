# finding: wrong-result M22
# message: instead of
from threading import Lock, Thread


def running_totals(amounts):
    totals = []
    lock = Lock()

    def add(amount):
        with lock:
            before = totals[-1] if totals else 0
            totals.append(before + amount)

    threads = [Thread(target=add, args=(amount,)) for amount in amounts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(totals)
