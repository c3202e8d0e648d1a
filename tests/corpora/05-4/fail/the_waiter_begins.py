# finding: wrong-result -
# message: This schedule cannot be followed to its end
answer = "B2 A B"
