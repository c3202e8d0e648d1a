# finding: syntax -
# message: Python cannot read line 3
answer = "A3 B6
