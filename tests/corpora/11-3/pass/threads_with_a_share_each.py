import threading
import requests

def fetch_all(urls, most):
    texts = [None] * len(urls)

    def work(first):
        with requests.Session() as session:
            for place in range(first, len(urls), most):
                texts[place] = session.get(urls[place], timeout=10).text

    threads = [threading.Thread(target=work, args=(first,)) for first in range(most)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return texts
