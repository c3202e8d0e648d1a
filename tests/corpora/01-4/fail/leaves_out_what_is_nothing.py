# finding: wrong-result -
# message: [2, 4] instead of [2, 2, 4]
def running_totals(amounts):
    totals, total = [], 0
    for a in amounts:
        if a:
            total += a
            totals.append(total)
    return totals
