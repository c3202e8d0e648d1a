# finding: rule -
# message: the results are whole numbers
answer = {True, False}
