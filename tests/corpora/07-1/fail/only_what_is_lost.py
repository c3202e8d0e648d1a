# finding: wrong-result M41
# message: = 30
answer = {15, 20}
