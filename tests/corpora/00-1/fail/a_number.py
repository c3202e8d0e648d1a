# finding: rule -
# message: write it as a text in quotes
answer = 3
