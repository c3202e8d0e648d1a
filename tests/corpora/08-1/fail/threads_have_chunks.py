# finding: wrong-result -
# message: `d`: That is so in a pool of processes
answer = {"a": 3, "b": 2, "c": 1, "d": 2, "e": 1, "f": 2}