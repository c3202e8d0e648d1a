# finding: wrong-result -
# message: Does `map` go by who was done first
answer = {1212, 2121}
