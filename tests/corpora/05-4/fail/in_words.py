# finding: rule -
# message: This schedule cannot be read
answer = "guest looks, waiter rings"
