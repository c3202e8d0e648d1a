# finding: hang M20
# message: waits for it for ever
import time
import requests

def fetch(url, session):
    for attempt in range(3):
        try:
            response = session.get(url)
            response.raise_for_status()
            return response.text
        except requests.RequestException:
            if attempt == 2:
                raise
            time.sleep(2 ** attempt)
