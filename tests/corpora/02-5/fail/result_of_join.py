# finding: wrong-result -
# message: returns [None] instead of
from threading import Thread


def fetch_all(fetch, pages):
    threads = [Thread(target=fetch, args=(page,)) for page in pages]
    for thread in threads:
        thread.start()
    return [thread.join() for thread in threads]
