# finding: wrong-result -
# message: never lets all three wait for ever
answer = "C"
