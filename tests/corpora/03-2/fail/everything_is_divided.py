# finding: wrong-result M37
# message: three times the workers are not three times as fast
answer = {
    "time with 3": 40,
    "speed-up with 3": 3,
    "limit": 4,
    "3 threads": 120,
    "time with 9": 58,
    "best number": 7,
    "break-even": 139,
}
