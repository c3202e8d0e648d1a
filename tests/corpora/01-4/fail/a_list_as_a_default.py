# finding: wrong-result -
# message: The function is called twice
def running_totals(amounts, totals=[]):
    for a in amounts:
        totals.append((totals[-1] if totals else 0) + a)
    return totals
