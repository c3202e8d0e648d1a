# finding: wrong-result -
# message: `w` is written by a waiter who has got a dish
answer = {"crw", "cwr", "wcr", "ncr", "cnr", "crn"}
