def running_totals(amounts):
    return [sum(amounts[: place + 1]) for place in range(len(amounts))]
