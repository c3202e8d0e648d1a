# finding: wrong-result M13
# message: what was so at that moment
answer = {"crw", "cwr", "ncr", "cnr"}
