# finding: wrong-result M19
# message: ends with `main()` = SMR
answer = {"SRM", "RSM"}
