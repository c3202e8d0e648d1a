# finding: rule -
# message: cannot be read
answer = {SRM, RSM, SMR}
