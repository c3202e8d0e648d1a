# finding: rule -
# message: The answer is read, not run
answer = {await lunch()}
