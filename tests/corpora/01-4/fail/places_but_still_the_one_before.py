# finding: wrong-result M22
# message: instead of [3, 4]
from threading import Thread


def running_totals(amounts):
    totals = [0] * len(amounts)

    def add(place):
        totals[place] = amounts[place] + (totals[place - 1] if place else 0)

    threads = [Thread(target=add, args=(place,)) for place in range(len(amounts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return totals
