# finding: wrong-result -
# message: never loses a sale
answer = "A"
