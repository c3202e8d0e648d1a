answer = "B A C"
