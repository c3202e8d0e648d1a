import queue
import threading
import requests

def fetch_all(urls, most):
    todo = queue.Queue()
    texts, errors = [None] * len(urls), queue.Queue()

    def worker():
        while True:
            try:
                place = todo.get(timeout=0.2)
            except queue.Empty:
                return
            try:
                texts[place] = requests.get(urls[place], timeout=10).text
            except Exception as error:
                errors.put(error)
            finally:
                todo.task_done()

    for place in range(len(urls)):
        todo.put(place)
    for _ in range(most):
        threading.Thread(target=worker, daemon=True).start()
    todo.join()
    if not errors.empty():
        raise errors.get()
    return texts
