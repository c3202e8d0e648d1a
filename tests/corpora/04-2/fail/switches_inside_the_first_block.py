# finding: wrong-result -
# message: step 3: thread B could not go on there
answer = "A2 B"
