# finding: wrong-result M38
# message: ends with `most` = 2
answer = {1}
