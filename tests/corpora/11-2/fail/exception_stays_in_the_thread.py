# finding: wrong-result M48
# message: although one page never came
import threading
import requests

def fetch_all(urls, most):
    texts = [""] * len(urls)
    gate = threading.Semaphore(most)
    def get(place, url):
        with gate:
            texts[place] = requests.get(url, timeout=10).text
    threads = [threading.Thread(target=get, args=job) for job in enumerate(urls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return texts
