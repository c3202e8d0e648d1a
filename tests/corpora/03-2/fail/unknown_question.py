# finding: rule -
# message: There is no question `time with 4`
answer = {"time with 4": 52.5}
