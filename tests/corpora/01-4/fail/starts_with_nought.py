# finding: wrong-result -
# message: gives [0, 3] instead of [3]
def running_totals(amounts):
    totals = [0]
    for amount in amounts:
        totals.append(totals[-1] + amount)
    return totals
