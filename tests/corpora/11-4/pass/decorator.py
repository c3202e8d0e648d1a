import functools
import time
import requests

class Again(Exception):
    def __init__(self, cause, after=0):
        self.cause, self.after = cause, after

def three_times(function):
    @functools.wraps(function)
    def wrapper(*args):
        for attempt in range(3):
            try:
                return function(*args)
            except Again as again:
                if attempt == 2:
                    raise again.cause
                time.sleep(max(again.after, 1.5 ** attempt))
    return wrapper

@three_times
def fetch(url, session):
    try:
        response = session.get(url, timeout=10)
        response.raise_for_status()
    except (requests.Timeout, requests.ConnectionError) as error:
        raise Again(error)
    except requests.HTTPError as error:
        if error.response.status_code in (429, 500, 502, 503, 504):
            raise Again(error, float(error.response.headers.get("Retry-After") or 0))
        raise
    return response.text
