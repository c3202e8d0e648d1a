answer = ["crw", "cwr", "ncr", "cnr", "crn", "crn"]
