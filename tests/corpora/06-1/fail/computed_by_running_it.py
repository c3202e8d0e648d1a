# finding: rule -
# message: cannot be read
answer = [*main('fork'), *main('spawn')]
