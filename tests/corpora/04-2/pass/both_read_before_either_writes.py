answer = "AAABBB AAABBB"
