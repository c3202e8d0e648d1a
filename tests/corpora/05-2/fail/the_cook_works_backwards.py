# finding: wrong-result -
# message: `c` comes before `r`
answer = {"crw", "cwr", "ncr", "cnr", "crn", "rcn"}
