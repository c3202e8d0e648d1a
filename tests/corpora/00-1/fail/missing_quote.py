# finding: syntax -
# message: Python cannot read
answer = "B C A
