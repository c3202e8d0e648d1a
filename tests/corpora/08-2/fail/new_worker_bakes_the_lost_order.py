# finding: wrong-result -
# message: What becomes of the order that the dead one had
answer = {"a": "waits", "b": "hides", "c": "raises", "d": "returns", "e": "breaks", "f": "breaks"}