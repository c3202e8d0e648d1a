from threading import Condition, Lock


class Closed(Exception):
    def __str__(self):
        return "closed"


class Belt:
    def __init__(self, places):
        self._places = places
        self._dishes = ()
        self._is_closed = False
        self._bell = Condition(Lock())

    def put(self, dish):
        self._bell.acquire()
        try:
            while len(self._dishes) >= self._places:
                if self._is_closed:
                    raise Closed()
                self._bell.wait()
            if self._is_closed:
                raise Closed()
            self._dishes = (*self._dishes, dish)
            self._bell.notify_all()
        finally:
            self._bell.release()

    def get(self):
        self._bell.acquire()
        try:
            while not self._dishes:
                if self._is_closed:
                    raise Closed()
                self._bell.wait()
            dish, *rest = self._dishes
            self._dishes = tuple(rest)
            return dish
        finally:
            self._bell.notify_all()
            self._bell.release()

    def close(self):
        self._bell.acquire()
        self._is_closed = True
        self._bell.notify_all()
        self._bell.release()
