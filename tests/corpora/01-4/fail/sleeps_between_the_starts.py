# finding: wrong-result M22
# message: instead of [3, 4]
import time
from threading import Thread


def running_totals(amounts):
    totals = []

    def add(amount):
        before = totals[-1] if totals else 0
        totals.append(before + amount)

    threads = [Thread(target=add, args=(amount,)) for amount in amounts]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    return totals
