# finding: wrong-result M41
# message: `stock.value` = 15
answer = {20, 25, 30}
