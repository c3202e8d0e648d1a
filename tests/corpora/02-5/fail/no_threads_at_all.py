# finding: too-much-locking -
# message: never in `fetch` at the same time
def fetch_all(fetch, pages):
    return [fetch(page) for page in pages]
