answer = "A A A B B B A A A B"
