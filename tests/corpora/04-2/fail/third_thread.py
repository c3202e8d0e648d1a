# finding: wrong-result -
# message: thread C could not go on there, because it does not exist
answer = "A3 C3"
