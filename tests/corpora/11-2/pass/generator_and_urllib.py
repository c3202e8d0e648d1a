from concurrent.futures import ThreadPoolExecutor
import requests
from urllib.request import urlopen

def text(url):
    try:
        with urlopen(url, timeout=1) as response:
            return response.read().decode()
    except TimeoutError as error:
        raise requests.Timeout(url) from error

def fetch_all(urls, most):
    with ThreadPoolExecutor(most) as pool:
        return [page for page in pool.map(text, urls)]
