# finding: unfinished-threads -
# message: is taken while thread A is still running
import time
from threading import Thread


def fetch_all(fetch, pages):
    results = [None] * len(pages)

    def work(place):
        results[place] = fetch(pages[place])

    for place in range(len(pages)):
        Thread(target=work, args=(place,)).start()
    time.sleep(1)
    return results
