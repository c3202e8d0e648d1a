# finding: wrong-result -
# message: never lets all three wait for ever
answer = "A5 B C"
