# finding: no-answer -
# message: give the name `answer` a value
answers = {2, 3, 4}
