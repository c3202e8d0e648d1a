import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

def fetch(url, session):
    retry = Retry(total=2, backoff_factor=1, status_forcelist=[429, *range(500, 600)], allowed_methods=["GET"])
    session.mount("http://", HTTPAdapter(max_retries=retry))
    response = session.get(url, timeout=(3, 10))
    response.raise_for_status()
    return response.text
