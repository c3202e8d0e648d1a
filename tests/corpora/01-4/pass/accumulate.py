from itertools import accumulate


def running_totals(amounts):
    return list(accumulate(amounts))
