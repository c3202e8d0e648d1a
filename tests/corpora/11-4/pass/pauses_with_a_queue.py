import queue
import requests

never = queue.Queue()

def pause(seconds):
    try:
        never.get(timeout=seconds)
    except queue.Empty:
        pass

def fetch(url, session):
    delay = 1
    for left in (2, 1, 0):
        try:
            answer = session.get(url, timeout=4)
            if answer.status_code in (429, 500, 502, 503, 504):
                delay = max(delay, int(answer.headers.get("Retry-After", "0")))
                answer.raise_for_status()
        except (requests.Timeout, requests.ConnectionError, requests.HTTPError):
            if not left:
                raise
            pause(delay)
            delay *= 2
        else:
            answer.raise_for_status()
            return answer.text
