# finding: rule -
# message: There are 4 questions, and the list has 3 answers
answer = [11, 10, 4]
