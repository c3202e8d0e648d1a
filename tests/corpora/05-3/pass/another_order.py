answer = "C A B"
