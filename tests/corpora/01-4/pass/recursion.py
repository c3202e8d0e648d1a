def running_totals(amounts):
    if not amounts:
        return []
    before = running_totals(amounts[:-1])
    return before + [(before[-1] if before else 0) + amounts[-1]]
