# finding: wrong-result -
# message: Never more than 2 of the 3 guests
import threading
from concurrent.futures import ThreadPoolExecutor

tables = threading.local()


def current_guest():
    return tables.guest


def serve_all(guests, work):
    def serve(guest):
        tables.guest = guest
        return work()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(serve, guests))
