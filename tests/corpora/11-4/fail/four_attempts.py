# finding: wrong-result -
# message: 4 were made, where 3 were asked for
import time
import requests

def fetch(url, session):
    for attempt in range(4):
        try:
            response = session.get(url, timeout=10)
            if response.status_code < 500 and response.status_code != 429:
                response.raise_for_status()
                return response.text
            if attempt == 3:
                response.raise_for_status()
        except (requests.Timeout, requests.ConnectionError):
            if attempt == 3:
                raise
        time.sleep(2 ** attempt)
