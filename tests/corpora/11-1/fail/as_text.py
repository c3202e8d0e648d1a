# finding: rule -
# message: is text
answer = {"2", "3", "4"}
