answer = "B C A"
