answer = ["A", "A", "A", "B"]
