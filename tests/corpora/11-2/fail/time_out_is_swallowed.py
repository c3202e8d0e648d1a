# finding: wrong-result M48
# message: although one page never came
from concurrent.futures import ThreadPoolExecutor
import requests

def text(url):
    try:
        return requests.get(url, timeout=10).text
    except requests.RequestException:
        return ""

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return list(pool.map(text, urls))
