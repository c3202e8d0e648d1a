# finding: wrong-result -
# message: The number has four digits
answer = {12, 21}
