import queue

Closed = queue.ShutDown


class Belt(queue.Queue):
    def __init__(self, places):
        super().__init__(maxsize=places)

    def close(self):
        self.shutdown()
