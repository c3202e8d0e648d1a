# finding: wrong-result M31
# message: `a`: the line after `waiter.run()` is not reached
answer = {
    "a": "one entry",
    "b": "error in the main thread",
    "c": "no entry",
    "d": "one or none",
    "e": "no entry",
    "f": "one entry",
}
