# finding: wrong-result -
# message: Its first half is what `map` gives
answer = {1212, 2112}
