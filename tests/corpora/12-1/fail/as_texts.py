# finding: rule -
# message: is text
answer = {'3', '4', '5', '6'}
