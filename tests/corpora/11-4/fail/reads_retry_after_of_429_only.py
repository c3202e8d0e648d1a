# finding: no-back-off M20
# message: status 503 and
import time
import requests


def fetch(url, session):
    for pause in (1, 4, None):
        try:
            r = session.get(url, timeout=10)
        except (requests.Timeout, requests.ConnectionError):
            if pause is None:
                raise
            time.sleep(pause)
            continue
        if (r.status_code == 429 or r.status_code >= 500) and pause is not None:
            if r.status_code == 429:
                time.sleep(max(pause, float(r.headers.get("Retry-After", 0))))
            else:
                time.sleep(pause)
            continue
        r.raise_for_status()
        return r.text
