# finding: wrong-result M41
# message: `stock.value` = 20
answer = {15, 25, 30}
