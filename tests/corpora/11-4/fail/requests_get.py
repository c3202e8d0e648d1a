# finding: wrong-result M06
# message: 3 sessions were used
import time
import requests


def fetch(url, session):
    for n in range(3):
        try:
            r = requests.get(url, timeout=10)
            r.raise_for_status()
            return r.text
        except requests.RequestException as e:
            r = e.response
            if n == 2 or (r is not None and r.status_code < 500 and r.status_code != 429):
                raise
            time.sleep(max(n + 1, float(r.headers.get("Retry-After", 0)) if r is not None else 0))
