# finding: wrong-result M39
# message: had one variable
answer = {
    "fork, in the child": 11,
    "fork, in the parent": 11,
    "spawn, in the child": 4,
    "spawn, in the parent": 4,
}
