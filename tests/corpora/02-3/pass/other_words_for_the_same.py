answer = {"A": "not finished", "B": "race condition", "C": "same", "D": "Unfinished", "E": "always same"}
