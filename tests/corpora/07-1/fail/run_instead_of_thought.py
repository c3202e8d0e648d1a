# finding: rule -
# message: cannot be read
answer = {main() for _ in range(100)}
