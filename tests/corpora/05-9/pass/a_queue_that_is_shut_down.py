"""From Python 3.13 on."""

import queue


class Closed(Exception):
    pass


class Belt:
    def __init__(self, places):
        self.queue = queue.Queue(places)

    def put(self, dish):
        try:
            self.queue.put(dish)
        except queue.ShutDown:
            raise Closed from None

    def get(self):
        try:
            return self.queue.get()
        except queue.ShutDown:
            raise Closed from None

    def close(self):
        self.queue.shutdown()
