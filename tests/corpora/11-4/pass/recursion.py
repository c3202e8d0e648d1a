import time
import requests

def fetch(url, session, attempt=1):
    wait = attempt * 3
    try:
        response = session.get(url, timeout=5)
        response.raise_for_status()
        return response.text
    except requests.HTTPError as error:
        status = error.response.status_code
        if attempt == 3 or not (status >= 500 or status == 429):
            raise
        if "Retry-After" in error.response.headers:
            wait = max(wait, float(error.response.headers["Retry-After"]))
    except (requests.ConnectionError, requests.Timeout):
        if attempt == 3:
            raise
    time.sleep(wait)
    return fetch(url, session, attempt + 1)
