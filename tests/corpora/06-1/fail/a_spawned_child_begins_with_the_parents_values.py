# finding: wrong-result M39
# message: began with the parent's values
answer = {
    "fork, in the child": 11,
    "fork, in the parent": 10,
    "spawn, in the child": 11,
    "spawn, in the parent": 10,
}
