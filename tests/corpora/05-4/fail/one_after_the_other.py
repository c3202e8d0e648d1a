# finding: wrong-result -
# message: never lets the guest sleep for ever
answer = "B4 A3"
