# finding: wrong-result M31
# message: `a`: the line after
answer = {"a": "one entry", "b": "one entry", "c": "one entry", "d": "one entry", "e": "one entry", "f": "one entry"}
