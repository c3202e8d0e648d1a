# finding: wrong-result -
# message: Which dish must be off the fire
answer = {1, 2, 3}
