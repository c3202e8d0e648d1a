# finding: wrong-result -
# message: each bell rings once
answer = {"SRM", "RSM", "SMR", "SSM"}
