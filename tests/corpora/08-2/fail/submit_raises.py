# finding: wrong-result M48
# message: Which line here asks a Future
answer = {"a": "waits", "b": "raises", "c": "raises", "d": "waits", "e": "breaks", "f": "breaks"}