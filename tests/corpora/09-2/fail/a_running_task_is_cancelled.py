# finding: wrong-result -
# message: What does `cancel()` say of a task that runs already?
answer = {20, 21}
