# finding: no-answer -
# message: There is no answer yet
answer = {
    "line of a": ...,
    "cause of a": ...,
    "line of b": ...,
    "cause of b": ...,
    "line of c": ...,
    "cause of c": ...,
    "line of d": ...,
    "cause of d": ...,
}
