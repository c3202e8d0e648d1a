answer = {
    "fork, in the child": "11",
    "fork, in the parent": "10",
    "spawn, in the child": "4",
    "spawn, in the parent": "10",
}
