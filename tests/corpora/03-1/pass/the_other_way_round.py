answer = {"waits": ["a", "e"], "computes": ["b", "d"], "both": "f", "neither": "c"}
