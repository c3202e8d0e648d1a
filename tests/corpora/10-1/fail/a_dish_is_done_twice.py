# finding: wrong-result -
# message: Each dish is cooked once
answer = {1212, 1221, 1211}
