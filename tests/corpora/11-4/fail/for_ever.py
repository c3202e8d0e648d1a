# finding: wrong-result -
# message: were made, where 3 were asked for
import time
import requests

def fetch(url, session):
    pause = 1
    for _ in range(50):
        try:
            response = session.get(url, timeout=10)
            if response.status_code == 200:
                return response.text
        except requests.RequestException as error:
            last = error
        time.sleep(pause)
        pause *= 2
    raise last
