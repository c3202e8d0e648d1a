# finding: rule -
# message: The function `fetch_all` is missing
def fetch_pages(fetch, pages):
    return [fetch(page) for page in pages]
