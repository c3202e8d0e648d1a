# finding: wrong-result -
# message: [2, 2, 2] instead of
def running_totals(amounts):
    return [sum(amounts[: amounts.index(a) + 1]) for a in amounts]
