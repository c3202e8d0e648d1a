# finding: rule -
# message: without quotes
answer = {"15", "20", "25", "30"}
