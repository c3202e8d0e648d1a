# finding: wrong-result -
# message: given up after one attempt
import requests

def fetch(url, session):
    response = session.get(url, timeout=10)
    response.raise_for_status()
    return response.text
