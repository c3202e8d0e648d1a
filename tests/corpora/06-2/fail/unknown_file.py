# finding: rule -
# message: There is no question `g`
answer = {"g": "it bakes"}
