# finding: wrong-result -
# message: step 6: thread B could not go on there
answer = "A5 B6 A"
