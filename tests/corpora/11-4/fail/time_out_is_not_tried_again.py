# finding: wrong-result -
# message: given up after one attempt
import time
import requests

def fetch(url, session):
    for attempt in range(3):
        response = session.get(url, timeout=10)
        if response.status_code < 500 and response.status_code != 429:
            response.raise_for_status()
            return response.text
        time.sleep(max(2 ** attempt, int(response.headers.get("Retry-After", 0))))
    response.raise_for_status()
