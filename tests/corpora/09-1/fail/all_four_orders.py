# finding: wrong-result -
# message: Does `map` go by who was done first
answer = {1212, 1221, 2112, 2121}
