# finding: wrong-result -
# message: each photo stands once in each half
answer = {1212, 1221, 1211}
