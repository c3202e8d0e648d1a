import random
import threading
import requests

never = threading.Event()

def fetch(url, session):
    attempt = 0
    while True:
        attempt += 1
        told = 0
        try:
            with session.get(url, timeout=10) as response:
                if response.ok:
                    return response.text
                if response.status_code < 500 and response.status_code != requests.codes.too_many_requests:
                    raise requests.HTTPError(response.status_code, response=response)
                told = int(response.headers.get("Retry-After", 0))
                error = requests.HTTPError(response.status_code, response=response)
        except requests.HTTPError:
            raise
        except requests.RequestException as problem:
            error = problem
        if attempt >= 3:
            raise error
        never.wait(max(told, 2 ** attempt + random.random()))
