def running_totals(amounts):
    total = 0
    return [total := total + amount for amount in amounts]
