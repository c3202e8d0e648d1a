# finding: wrong-result -
# message: the child adds 1 before it answers
answer = {
    "fork, in the child": 10,
    "fork, in the parent": 10,
    "spawn, in the child": 4,
    "spawn, in the parent": 10,
}
