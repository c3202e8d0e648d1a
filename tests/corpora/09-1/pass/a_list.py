answer = [1221, 1212]
