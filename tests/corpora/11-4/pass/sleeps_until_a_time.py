import time
import requests

def pause(seconds):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(0.25)

def fetch(url, session):
    for attempt in range(3):
        try:
            r = session.get(url, timeout=10)
            if r.status_code == 429 or r.status_code >= 500:
                r.reason = "try again"
                raise requests.ConnectionError(f"status {r.status_code}", response=r)
            r.raise_for_status()
            return r.text
        except (requests.ConnectionError, requests.Timeout) as e:
            if attempt == 2:
                raise
            after = 0 if e.response is None else int(e.response.headers.get("retry-after", 0))
            pause(max(after, 3 ** attempt))
