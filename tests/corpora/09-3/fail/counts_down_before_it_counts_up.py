# finding: wrong-result -
# message: instead of 3
import queue
import threading


def total_size(album, look, workers):
    todo = queue.Queue()
    todo.put(album)
    total, failures, lock = 0, [], threading.Lock()

    def measure():
        nonlocal total
        while True:
            album = todo.get()
            if album is None:
                return
            try:
                size, inner = look(album)
            except Exception as error:
                failures.append(error)
                todo.task_done()
                continue
            with lock:
                total += size
            todo.task_done()
            for one in inner:
                todo.put(one)

    threads = [threading.Thread(target=measure) for _ in range(workers)]
    for thread in threads:
        thread.start()
    todo.join()
    for _ in threads:
        todo.put(None)
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return total
