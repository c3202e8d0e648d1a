# finding: exception -
# message: ended with ConnectionError
import time
import requests

def fetch(url, session):
    for attempt in range(3):
        try:
            response = session.get(url, timeout=10)
            if response.status_code < 500 and response.status_code != 429:
                response.raise_for_status()
                return response.text
        except requests.Timeout:
            if attempt == 2:
                raise
        time.sleep(2 ** attempt)
    response.raise_for_status()
