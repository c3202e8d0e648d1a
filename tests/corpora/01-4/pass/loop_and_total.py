def running_totals(amounts):
    total = 0
    totals = []
    for amount in amounts:
        total += amount
        totals.append(total)
    return totals
