# finding: wrong-result -
# message: This schedule cannot be followed to its end
answer = "A3 C"
