import queue
import threading


class Turnstile:
    def __init__(self):
        self.inbox = queue.Queue()
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self):
        people = groups = 0
        while True:
            size, reply = self.inbox.get()
            if size is None:
                reply.put((people, groups))
            else:
                people += size
                groups += 1

    def enter(self, size):
        self.inbox.put((size, None))

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        reply = queue.Queue()
        self.inbox.put((None, reply))
        return reply.get()
