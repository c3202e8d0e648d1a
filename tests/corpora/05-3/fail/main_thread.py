# finding: wrong-result -
# message: This schedule cannot be followed
answer = "M A B C"
