# finding: wrong-result -
# message: Its first two digits are the plates
answer = {1212, 2121}
