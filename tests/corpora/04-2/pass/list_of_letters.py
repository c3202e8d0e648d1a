answer = ["A", "A", "A", "B", "B", "B", "A"]
