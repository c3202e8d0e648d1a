# finding: wrong-result -
# message: never lets the guest sleep for ever
answer = "A"
