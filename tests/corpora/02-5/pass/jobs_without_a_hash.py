from dataclasses import dataclass
from threading import Thread
from typing import Any


@dataclass
class Job:
    fetch: Any
    page: Any
    result: Any = None

    def __call__(self):
        self.result = self.fetch(self.page)


def fetch_all(fetch, pages):
    jobs = [Job(fetch, page) for page in pages]
    threads = [Thread(target=job) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [job.result for job in jobs]
