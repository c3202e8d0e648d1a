answer = ["A", "C", "B"]
