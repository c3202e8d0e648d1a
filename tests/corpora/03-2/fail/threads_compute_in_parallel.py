# finding: wrong-result M35
# message: Can they?
answer = {
    "time with 3": 60,
    "speed-up with 3": 2,
    "limit": 4,
    "3 threads": 60,
    "time with 9": 58,
    "best number": 7,
    "break-even": 139,
}
