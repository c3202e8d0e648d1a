answer = {}
answer["a"] = 3
answer["b"] = 2
answer["c"] = 1
answer["d"] = 3
answer["e"] = 1
answer["f"] = 2
