# finding: wrong-result -
# message: the waiter writes one letter
answer = {"crw", "cwr", "ncr", "cnr", "crn", "nw"}
