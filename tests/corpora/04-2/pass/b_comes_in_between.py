answer = "A3 B6 A3"
