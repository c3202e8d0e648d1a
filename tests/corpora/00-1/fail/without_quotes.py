# finding: rule -
# message: cannot be read
answer = B
