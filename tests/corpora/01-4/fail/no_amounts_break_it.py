# finding: exception -
# message: IndexError
def running_totals(amounts):
    totals = [amounts[0]]
    for amount in amounts[1:]:
        totals.append(totals[-1] + amount)
    return totals
