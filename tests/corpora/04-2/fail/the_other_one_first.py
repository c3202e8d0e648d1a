# finding: wrong-result -
# message: never loses a sale
answer = "B6 A6"
