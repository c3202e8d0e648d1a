answer = "a3, b3, a3, b3"
