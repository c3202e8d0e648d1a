# finding: wrong-result M44
# message: there were never 2 fetches under way
async def fetch_all(fetch, names, limit):
    return [await fetch(name) for name in names]
