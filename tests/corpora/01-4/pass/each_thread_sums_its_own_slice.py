from threading import Thread


def running_totals(amounts):
    totals = [0] * len(amounts)

    def add_up(place):
        totals[place] = sum(amounts[: place + 1])

    threads = [Thread(target=add_up, args=(place,)) for place in range(len(amounts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return totals
