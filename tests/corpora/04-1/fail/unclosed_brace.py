# finding: syntax -
# message: Python cannot read line 3
answer = {2, 3, 4
