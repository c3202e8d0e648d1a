# finding: wrong-result -
# message: never leaves the tea on the note
answer = "A"
