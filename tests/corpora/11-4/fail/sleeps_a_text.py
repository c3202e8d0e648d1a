# finding: exception -
# message: 'str' object cannot be interpreted
import time
import requests


def fetch(url, session):
    for pause in (1, 4, None):
        try:
            r = session.get(url, timeout=10)
            r.raise_for_status()
        except requests.RequestException as e:
            r = e.response
            if pause is None or (r is not None and r.status_code < 500 and r.status_code != 429):
                raise
            time.sleep(r.headers.get("Retry-After", pause) if r is not None else pause)
        else:
            return r.text
