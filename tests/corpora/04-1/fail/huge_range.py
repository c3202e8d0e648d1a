# finding: rule -
# message: cannot be read
answer = set(range(10**9))
