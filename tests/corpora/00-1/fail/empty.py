# finding: no-answer -
# message: There is no answer yet
