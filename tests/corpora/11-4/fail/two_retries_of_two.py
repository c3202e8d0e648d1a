# finding: wrong-result -
# message: 2 were made, where 3 were asked for
import time
import requests

def fetch(url, session):
    for attempt in range(2):
        try:
            response = session.get(url, timeout=10)
            if response.status_code < 500:
                response.raise_for_status()
                return response.text
        except (requests.Timeout, requests.ConnectionError):
            if attempt:
                raise
        time.sleep(2 ** attempt)
    response.raise_for_status()
