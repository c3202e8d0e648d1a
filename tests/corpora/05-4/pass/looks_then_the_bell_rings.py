answer = "A3 B"
