# finding: rule -
# message: `A3` cannot be read
answer = A3
