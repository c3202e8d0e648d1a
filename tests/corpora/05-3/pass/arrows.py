answer = "A -> B -> C"
