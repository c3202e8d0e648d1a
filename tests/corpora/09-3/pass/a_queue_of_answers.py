import queue
from concurrent.futures import ThreadPoolExecutor


def total_size(album, look, workers):
    answers = queue.SimpleQueue()

    def ask(one):
        try:
            answers.put((look(one), None))
        except Exception as error:
            answers.put((None, error))

    total = 0
    with ThreadPoolExecutor(max_workers=workers) as pool:
        pool.submit(ask, album)
        open_questions = 1
        while open_questions:
            answer, error = answers.get()
            open_questions -= 1
            if error:
                raise error
            size, inner = answer
            total += size
            for one in inner:
                pool.submit(ask, one)
                open_questions += 1
    return total
