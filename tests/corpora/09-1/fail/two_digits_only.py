# finding: wrong-result -
# message: the number has four digits
answer = {12, 21}
