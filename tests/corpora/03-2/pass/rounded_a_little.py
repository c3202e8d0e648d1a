answer = {
    "Time with 3": 60.4,
    "Speed up with 3": 1.99,
    "Limit": 4.0,
    "3 threads": 120.5,
    "time with 9": 58,
    "best number": 14 // 2,
    "break even": 138 + 1,
}
