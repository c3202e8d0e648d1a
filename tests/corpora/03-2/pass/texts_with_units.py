answer = {
    "time with 3": "60 s",
    "speed-up with 3": "2x",
    "limit": "4",
    "3 threads": "120",
    "time with 9": "58 s",
    "best number": "7",
    "break-even": "139",
}
