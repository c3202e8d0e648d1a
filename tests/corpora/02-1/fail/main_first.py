# finding: wrong-result -
# message: `MRS` cannot come out
answer = {"MSR", "MRS", "SRM"}
