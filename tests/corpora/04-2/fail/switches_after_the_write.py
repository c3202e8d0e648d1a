# finding: wrong-result -
# message: never loses a sale
answer = "A6 B3 B3 M"
