# finding: wrong-result -
# message: step 1: the main thread could not go on there
answer = "M A3 B6 A3"
