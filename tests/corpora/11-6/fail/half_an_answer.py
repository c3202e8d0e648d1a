# finding: no-answer -
# message: There is no answer yet for `records`
answer = {"total": 8}
