# finding: rule -
# message: There are 6 questions, and the list has 2 answers
answer = ["never ends", "one entry"]
