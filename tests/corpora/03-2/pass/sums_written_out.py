answer = {
    "time with 3": 30 + 90 / 3,
    "speed-up with 3": (30 + 90) / (30 + 90 / 3),
    "limit": 120 / 30,
    "3 threads": 30 + 90,
    "time with 9": 30 + 90 / 9 + 9 * 2,
    "best number": 7,
    "break-even": 139,
}
