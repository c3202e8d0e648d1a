import threading


class Album(threading.Thread):
    def __init__(self, album, look, gate):
        super().__init__()
        self.album, self.look, self.gate = album, look, gate
        self.size, self.error = 0, None
        self.start()

    def run(self):
        try:
            with self.gate:
                self.size, inner = self.look(self.album)
            for one in [Album(one, self.look, self.gate) for one in inner]:
                self.size += one.result()
        except Exception as error:
            self.error = error

    def result(self):
        self.join()
        if self.error is not None:
            raise self.error
        return self.size


def total_size(album, look, workers):
    return Album(album, look, threading.Semaphore(workers)).result()
