# finding: rule -
# message: This schedule cannot be read
answer = "A -> B -> C"
