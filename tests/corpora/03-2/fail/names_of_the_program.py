# finding: rule -
# message: cannot be read
answer = {"time with 3": cannot_be_divided + can_be_divided / 3}
