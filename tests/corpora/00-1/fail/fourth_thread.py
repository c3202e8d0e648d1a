# finding: wrong-result -
# message: because it does not exist
answer = "B C D A"
