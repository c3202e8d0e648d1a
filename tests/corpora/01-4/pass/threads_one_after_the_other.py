from threading import Thread


def running_totals(amounts):
    totals = []

    def add(amount):
        before = totals[-1] if totals else 0
        totals.append(before + amount)

    for amount in amounts:
        thread = Thread(target=add, args=(amount,))
        thread.start()
        thread.join()
    return totals
