# finding: unfinished-threads M22
# message: instead of [3]
from threading import Thread


def running_totals(amounts):
    totals = []

    def add(amount):
        totals.append((totals[-1] if totals else 0) + amount)

    for amount in amounts:
        Thread(target=add, args=(amount,)).start()
    return totals
