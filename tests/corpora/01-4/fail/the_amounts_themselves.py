# finding: wrong-result -
# message: gives [3, 1] instead of [3, 4]
def running_totals(amounts):
    totals = []
    for amount in amounts:
        totals.append(amount)
    return totals
