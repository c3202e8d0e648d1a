# finding: no-answer -
# message: write `Account` and `transfer` and `audit`
