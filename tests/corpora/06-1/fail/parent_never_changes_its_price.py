# finding: wrong-result -
# message: follow `price` in each process
answer = {
    "fork, in the child": 11,
    "fork, in the parent": 3,
    "spawn, in the child": 4,
    "spawn, in the parent": 3,
}
