answer = {"ends": ["b", "c", "e", "g"], "waits": ["a", "f"], "raises": ["d"]}
