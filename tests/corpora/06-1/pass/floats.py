answer = {
    "fork, in the child": 11.0,
    "fork, in the parent": 10.0,
    "spawn, in the child": 4.0,
    "spawn, in the parent": 10.0,
}
