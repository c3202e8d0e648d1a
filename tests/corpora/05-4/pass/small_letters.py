answer = "a3 b4"
