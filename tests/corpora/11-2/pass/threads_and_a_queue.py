import queue
import threading
import requests

def fetch_all(urls, most):
    todo = queue.Queue()
    for job in enumerate(urls):
        todo.put(job)
    texts, errors = {}, []

    def worker():
        while True:
            try:
                place, url = todo.get_nowait()
            except queue.Empty:
                return
            try:
                texts[place] = requests.get(url, timeout=10).text
            except requests.RequestException as error:
                errors.append(error)

    threads = [threading.Thread(target=worker) for _ in range(most)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
    return [texts[place] for place in range(len(urls))]
