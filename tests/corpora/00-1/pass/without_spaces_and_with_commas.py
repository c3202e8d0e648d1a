answer = "B,C,A"
