# finding: no-answer -
# message: There is no answer yet for `spawn, in the child`
answer = {
    "fork, in the child": 11,
    "fork, in the parent": 10,
    "spawn, in the child": ...,
    "spawn, in the parent": 10,
}
