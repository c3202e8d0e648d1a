from collections import deque
from concurrent.futures import ProcessPoolExecutor
from itertools import islice


class Window:
    def __init__(self, pool, develop, photos, ahead):
        self.pool, self.develop, self.photos, self.ahead = pool, develop, iter(photos), ahead
        self.line = deque()

    def fill(self):
        for photo in islice(self.photos, self.ahead - len(self.line)):
            self.line.append(self.pool.submit(self.develop, photo))

    def __iter__(self):
        return self

    def __next__(self):
        self.fill()
        if not self.line:
            raise StopIteration
        return self.line.popleft().result()


def develop_stream(develop, photos, workers, ahead):
    with ProcessPoolExecutor(max_workers=workers) as pool:
        yield from Window(pool, develop, photos, ahead)
