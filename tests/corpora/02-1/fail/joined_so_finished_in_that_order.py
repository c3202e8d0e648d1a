# finding: wrong-result M19
# message: ends with `main()` = RSM
answer = {"SRM", "SMR"}
