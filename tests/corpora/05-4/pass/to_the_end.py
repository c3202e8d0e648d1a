answer = "A3 B4 A2"
