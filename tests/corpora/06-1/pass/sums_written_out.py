answer = {
    "fork, in the child": 10 + 1,
    "fork, in the parent": 10,
    "spawn, in the child": 3 + 1,
    "spawn, in the parent": 10,
}
