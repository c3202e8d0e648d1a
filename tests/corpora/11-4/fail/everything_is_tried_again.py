# finding: wrong-result -
# message: tried again after one attempt
import time
import requests

def fetch(url, session):
    for attempt in range(3):
        try:
            response = session.get(url, timeout=10)
            response.raise_for_status()
            return response.text
        except requests.RequestException as error:
            if attempt == 2:
                raise
            time.sleep(2 ** attempt)
