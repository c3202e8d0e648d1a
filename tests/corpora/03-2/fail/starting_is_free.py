# finding: wrong-result M37
# message: starting nine processes costs nothing in this sum
answer = {
    "time with 3": 60,
    "speed-up with 3": 2,
    "limit": 4,
    "3 threads": 120,
    "time with 9": 40,
    "best number": 99,
    "break-even": 120,
}
