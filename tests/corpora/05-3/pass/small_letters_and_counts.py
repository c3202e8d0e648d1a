answer = "a1 b1 c1"
