# finding: wrong-result M48
# message: who hears of the black bread
answer = {"a": "waits", "b": "returns", "c": "raises", "d": "waits", "e": "breaks", "f": "breaks"}