# finding: rule -
# message: whole numbers
answer = {True, 2, 3, 4}
