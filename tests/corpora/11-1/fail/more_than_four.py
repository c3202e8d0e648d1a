# finding: wrong-result -
# message: four entries at most
answer = {2, 3, 4, 5}
