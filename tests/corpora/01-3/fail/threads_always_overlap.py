# finding: wrong-result M38
# message: ends with `most` = 1
answer = {2}
