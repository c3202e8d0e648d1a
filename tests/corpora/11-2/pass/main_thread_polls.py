import threading
import time
import requests

def fetch_all(urls, most):
    results, errors = {}, []
    def run(start):
        for place in range(start, len(urls), most):
            try:
                results[place] = requests.get(urls[place], timeout=10).text
            except requests.Timeout as error:
                errors.append(error)
    threads = [threading.Thread(target=run, args=(k,)) for k in range(most)]
    for t in threads:
        t.start()
    while any(t.is_alive() for t in threads):
        time.sleep(0.1)
    if errors:
        raise errors[0]
    return [results[k] for k in sorted(results)]
