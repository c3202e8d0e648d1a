# finding: no-answer -
# message: There is no answer yet
answer = {
    "time with 3": ...,
    "speed-up with 3": ...,
    "limit": ...,
    "3 threads": ...,
    "time with 9": ...,
    "best number": ...,
    "break-even": ...,
}
