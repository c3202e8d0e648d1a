# finding: rule -
# message: cannot be read
answer = {"a": waited(a), "b": waited(b)}
