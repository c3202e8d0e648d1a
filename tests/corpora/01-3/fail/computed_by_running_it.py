# finding: rule -
# message: cannot be read
answer = {main() for _ in range(10000)}
