answer = {
    "spawn, in the parent": 10,
    "spawn, in the child": 4,
    "fork, in the parent": 10,
    "fork, in the child": 11,
}
