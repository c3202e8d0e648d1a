answer = "AAABBBB"
