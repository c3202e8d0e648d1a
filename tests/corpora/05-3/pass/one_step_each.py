answer = "A B C"
