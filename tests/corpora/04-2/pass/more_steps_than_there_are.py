answer = "A3 B20 A20 M"
