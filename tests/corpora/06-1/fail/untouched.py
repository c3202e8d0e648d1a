# finding: no-answer -
# message: There is no answer yet
answer = {
    "fork, in the child": ...,
    "fork, in the parent": ...,
    "spawn, in the child": ...,
    "spawn, in the parent": ...,
}
