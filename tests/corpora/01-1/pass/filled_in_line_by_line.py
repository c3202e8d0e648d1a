serial = "one after the other"
answer = {}
answer["a"] = serial
answer["b"] = "concurrent but not parallel"
answer["c"] = serial
answer["d"] = "Parallel."
answer.update({"e": "concurrent, not parallel"})
answer |= {"f": "concurrent, not parallel"}
