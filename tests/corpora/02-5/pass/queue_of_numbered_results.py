import queue
from threading import Thread


def fetch_all(fetch, pages):
    answers = queue.Queue()

    def work(number, page):
        answers.put((number, fetch(page)))

    for number, page in enumerate(pages):
        Thread(target=work, args=(number, page)).start()
    collected = dict(answers.get() for _ in pages)
    return [collected[number] for number in range(len(pages))]
