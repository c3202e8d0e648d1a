answer = ["unfinished", "race", "always the same", "unfinished", "always the same"]
