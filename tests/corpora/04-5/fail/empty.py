# finding: no-answer -
# message: write `BadgeDesk`
# I will do this one later
