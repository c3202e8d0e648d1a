# finding: wrong-result -
# message: one attempt had 30 seconds
import time
import requests

def fetch(url, session):
    for attempt in range(3):
        try:
            response = session.get(url, timeout=30)
            if response.status_code < 500 and response.status_code != 429:
                response.raise_for_status()
                return response.text
            if attempt == 2:
                response.raise_for_status()
        except (requests.Timeout, requests.ConnectionError):
            if attempt == 2:
                raise
        time.sleep(2 ** attempt)
