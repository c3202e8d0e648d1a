from time import sleep
from requests import ConnectionError, Timeout

def fetch(url, session):
    problem = None
    for pause in (1, 4, 0):
        try:
            response = session.get(url, timeout=9.5)
        except (ConnectionError, Timeout) as error:
            problem = error
        else:
            code = response.status_code
            if code != 429 and code < 500:
                response.raise_for_status()
                return response.text
            if "Retry-After" in response.headers:
                pause = int(response.headers["Retry-After"])
            try:
                response.raise_for_status()
            except Exception as error:
                problem = error
        if pause:
            sleep(pause)
    raise problem
