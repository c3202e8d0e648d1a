import concurrent.futures
import requests

def get(place, url):
    return place, requests.get(url, timeout=(3.05, 9)).text

def fetch_all(urls, most):
    texts = [None] * len(urls)
    with concurrent.futures.ThreadPoolExecutor(max_workers=most) as pool:
        futures = [pool.submit(get, place, url) for place, url in enumerate(urls)]
        for future in concurrent.futures.as_completed(futures):
            place, text = future.result()
            texts[place] = text
    return texts
