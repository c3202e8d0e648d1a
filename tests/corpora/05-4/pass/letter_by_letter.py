answer = "A A A B B B B A"
