# finding: deadlock -
# message: for an item in Belt.queue
import queue


class Closed(Exception):
    pass


END = object()


class Belt:
    def __init__(self, places):
        self.queue = queue.Queue(places)
        self.closed = False

    def put(self, dish):
        if self.closed:
            raise Closed
        self.queue.put(dish)

    def get(self):
        if self.closed and self.queue.empty():
            raise Closed
        dish = self.queue.get()
        if dish is END:
            raise Closed
        return dish

    def close(self):
        if not self.closed:
            self.closed = True
            self.queue.put(END)
