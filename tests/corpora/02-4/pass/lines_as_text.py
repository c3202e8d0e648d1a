answer = {
    "line of a": 'waiter = Thread(target=call("Ann"))',
    "cause of a": "called too early",
    "line of b": "waiter = Thread(target=call, args=(7))",
    "cause of b": "not a tuple",
    "line of c": 'waiter = Thread(target=call, args=("Bob"))',
    "cause of c": "one argument per letter",
    "line of d": 'dish = "tea"',
    "cause of d": "missing data",
}
