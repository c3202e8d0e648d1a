# finding: syntax -
# message: Python cannot read line 3
answer = {"SRM", "RSM"
