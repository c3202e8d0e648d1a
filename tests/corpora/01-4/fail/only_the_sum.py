# finding: wrong-result -
# message: gives 3 instead of [3]
def running_totals(amounts):
    return sum(amounts)
