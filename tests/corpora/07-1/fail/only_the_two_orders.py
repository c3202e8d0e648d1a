# finding: wrong-result M41
# message: `stock.value` = 20
answer = {25, 30}
