from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock


def total_size(album, look, workers):
    answer, lock = Future(), Lock()
    total, unanswered = 0, 1

    def arrived(future):
        nonlocal total, unanswered
        try:
            size, inner = future.result()
        except Exception as error:
            with lock:
                if not answer.done():
                    answer.set_exception(error)
            return
        with lock:
            total += size
            unanswered += len(inner) - 1
            last = unanswered == 0
        for one in inner:
            pool.submit(look, one).add_done_callback(arrived)
        if last:
            answer.set_result(total)

    with ThreadPoolExecutor(max_workers=workers) as pool:
        pool.submit(look, album).add_done_callback(arrived)
        return answer.result()
