# finding: wrong-result M22
# message: instead of [3, 4]
from concurrent.futures import ThreadPoolExecutor


def running_totals(amounts):
    totals = []

    def add(amount):
        totals.append((totals[-1] if totals else 0) + amount)

    with ThreadPoolExecutor(max_workers=2) as pool:
        list(pool.map(add, amounts))
    return totals
