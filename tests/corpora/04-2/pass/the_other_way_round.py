answer = "B3 A6 B3"
