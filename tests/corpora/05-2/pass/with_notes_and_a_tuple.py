# The question falls before the release: n, at any place.
# It falls behind the release: w, and c is there already.
answer = ("cwr", "crw", "cnr", "crn", "ncr")
