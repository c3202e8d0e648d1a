answer = {"race": "b", "unfinished": ["a", "d"], "always the same": {"c", "e"}}
