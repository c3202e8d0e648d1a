answer = "b c a"
