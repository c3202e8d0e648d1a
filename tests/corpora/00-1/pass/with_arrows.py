answer = "B -> C -> A"
