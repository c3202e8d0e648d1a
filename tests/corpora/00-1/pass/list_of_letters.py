answer = ["C", "B", "A"]
