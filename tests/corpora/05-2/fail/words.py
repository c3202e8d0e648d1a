# finding: wrong-result -
# message: has other letters
answer = {"cook, ready, waiter"}
