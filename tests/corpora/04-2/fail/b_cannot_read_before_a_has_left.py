# finding: wrong-result -
# message: step 2: thread B could not go on there
answer = "A B A B A B"
