# finding: no-answer -
# message: give the name `answer` a value
while True:
    schedule = "A3 B6"
