# finding: wrong-result M39
# message: if both processes had one variable
answer = {
    "fork, in the child": 11,
    "fork, in the parent": 11,
    "spawn, in the child": 11,
    "spawn, in the parent": 11,
}
