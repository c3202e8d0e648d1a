# finding: rule -
# message: cannot be read
answer = __import__("os").abort()
