answer = "A3 -> B6"
