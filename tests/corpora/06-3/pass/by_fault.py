answer = {
    "it has no name": "a",
    "its name is inside a function": "b",
    "it cannot be made anew": "c",
    "it belongs to one process": "d",
    "nothing is wrong": "e",
    "it is given at the start only": "f",
}
