import threading


class Crawler:
    def __init__(self, fetch, pages):
        self.fetch = fetch
        self.pages = iter(pages)
        self.done = []
        self.changed = threading.Condition()
        self.running = False
        self.wanted = True

    def work(self):
        try:
            for page in self.pages:
                with self.changed:
                    if not self.wanted:
                        break
                text = self.fetch(page)
                with self.changed:
                    self.done.append(text)
        finally:
            with self.changed:
                self.running = False
                self.changed.notify_all()

    def start(self):
        with self.changed:
            self.running = True
        threading.Thread(target=self.work).start()

    def stop(self):
        with self.changed:
            self.wanted = False
            self.changed.wait_for(lambda: not self.running)

    def wait(self):
        with self.changed:
            self.changed.wait_for(lambda: not self.running)
