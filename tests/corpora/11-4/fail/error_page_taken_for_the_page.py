# finding: wrong-result -
# message: where the text of the page was asked for
import time
import requests

def fetch(url, session):
    for attempt in range(3):
        try:
            return session.get(url, timeout=10).text
        except requests.RequestException:
            if attempt == 2:
                raise
            time.sleep(2 ** attempt)
