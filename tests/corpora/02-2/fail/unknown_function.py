# finding: rule -
# message: There is no question `g`
answer = {"a": "never ends", "g": "one entry"}
