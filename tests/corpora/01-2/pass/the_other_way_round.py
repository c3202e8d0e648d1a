answer = {"loop": ["c", "e"], "threads": ["a", "d"], "processes": ["b", "f"]}
