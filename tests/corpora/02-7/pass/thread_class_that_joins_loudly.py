import threading


class Caller(threading.Thread):
    def __init__(self, function):
        super().__init__()
        self.function = function
        self.result = None
        self.error = None

    def run(self):
        try:
            self.result = self.function()
        except Exception as error:
            self.error = error

    def value(self):
        if self.error is not None:
            raise self.error
        return self.result


def run_all(functions):
    callers = [Caller(function) for function in functions]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    return [caller.value() for caller in callers]
