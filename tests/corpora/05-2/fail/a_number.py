# finding: rule -
# message: the results are texts in quotes
answer = {1, 2}
