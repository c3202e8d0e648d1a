# finding: wrong-result M39
# message: does not import the module again
answer = {
    "fork, in the child": 4,
    "fork, in the parent": 10,
    "spawn, in the child": 11,
    "spawn, in the parent": 10,
}
