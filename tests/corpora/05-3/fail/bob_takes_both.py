# finding: wrong-result -
# message: This schedule cannot be followed to its end
answer = "A B2 C"
