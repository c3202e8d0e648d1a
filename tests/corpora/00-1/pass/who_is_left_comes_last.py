answer = "B C"
