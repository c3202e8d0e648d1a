# finding: rule -
# message: is no number
answer = {
    "fork, in the child": "eleven",
    "fork, in the parent": 10,
    "spawn, in the child": 4,
    "spawn, in the parent": 10,
}
