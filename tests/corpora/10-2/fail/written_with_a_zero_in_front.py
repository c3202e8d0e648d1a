# finding: rule -
# message: write the numbers without quotes
answer = {"02", "12", "22"}
