answer = "C B A"
