import functools
import threading


def keep(box, fetch, page):
    box.append(fetch(page))


def fetch_all(fetch, pages):
    boxes = [[] for _ in pages]
    threads = [
        threading.Thread(target=functools.partial(keep, box, fetch, page))
        for box, page in zip(boxes, pages, strict=True)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        for thread in threads:
            thread.join(0.1)
    return [box[0] for box in boxes]
