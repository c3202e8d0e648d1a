# finding: rule -
# message: write the numbers without quotes
answer = {"1212", "1221"}
