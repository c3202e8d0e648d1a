"""Answers to the exercises of chapter 4, as students write them: right, partly right, and wrong."""

from __future__ import annotations

PREDICT_RIGHT = "answer = {2, 3, 4}\n"
PREDICT_WRONG = "answer = {1, 7}\n"

HUNT_RIGHT = 'answer = "A3 B"\n'
HUNT_WRONG = 'answer = "A"\n'

TURNSTILE_RIGHT = """\
import threading


class Turnstile:
    def __init__(self):
        self.people = 0
        self.groups = 0
        self._lock = threading.Lock()

    def enter(self, size):
        with self._lock:
            self.people += size
            self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    def report(self):
        with self._lock:
            return self.people, self.groups
"""

# Right but for one thing: the lock is held while the slow server answers.
TURNSTILE_PART = TURNSTILE_RIGHT.replace("threading.Lock()", "threading.RLock()").replace(
    """        if is_valid(ticket):
            self.enter(1)
            return True
        return False
""",
    """        with self._lock:
            if is_valid(ticket):
                self.enter(1)
                return True
            return False
""",
)

# A lock that each call makes for itself.
TURNSTILE_WRONG = TURNSTILE_RIGHT.replace("with self._lock:", "with threading.Lock():")

# The lock is a helper's, defined in a cell of its own.
TURNSTILE_HELPER = """\
import threading
from functools import wraps


def one_at_a_time(method):
    @wraps(method)
    def guarded(self, *args):
        with self.lock:
            return method(self, *args)

    return guarded
"""

TURNSTILE_WITH_HELPER = """\
class Turnstile:
    def __init__(self):
        self.lock = threading.Lock()
        self.people = 0
        self.groups = 0

    @one_at_a_time
    def enter(self, size):
        self.people += size
        self.groups += 1

    def enter_if(self, ticket, is_valid):
        if is_valid(ticket):
            self.enter(1)
            return True
        return False

    @one_at_a_time
    def report(self):
        return self.people, self.groups
"""

TURNSTILE_UNICODE = TURNSTILE_RIGHT.replace("_lock", "_зámek").replace(
    "        self.people = 0\n", "        self.people = 0  # 入場者数 🎟️ “naïve”\n"
)

BANK_RIGHT = """\
import threading

bank = threading.Lock()


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance

    def withdraw(self, amount):
        with bank:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with bank:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    with bank:
        return sum(account.balance for account in accounts)
"""

# A lock for each account, taken in the order in which the accounts are named: opposite transfers wait for ever.
BANK_DEADLOCK = """\
import threading
from contextlib import ExitStack


class Account:
    def __init__(self, number, balance):
        self.number = number
        self.balance = balance
        self.lock = threading.Lock()

    def withdraw(self, amount):
        with self.lock:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True


def transfer(source, target, amount):
    with source.lock, target.lock:
        if source.balance < amount:
            return False
        source.balance -= amount
        target.balance += amount
        return True


def audit(accounts):
    with ExitStack() as locks:
        for account in sorted(accounts, key=lambda account: account.number):
            locks.enter_context(account.lock)
        return sum(account.balance for account in accounts)
"""

# The check stands before the lock.
BANK_WRONG = BANK_RIGHT.replace(
    """        with bank:
            if self.balance < amount:
                return False
            self.balance -= amount
            return True
""",
    """        if self.balance < amount:
            return False
        with bank:
            self.balance -= amount
        return True
""",
)

DESK_RIGHT = """\
import threading


class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}
        self.lock = threading.Lock()

    def badge(self, name):
        with self.lock:
            if name not in self.badges:
                self.badges[name] = self.print_badge(name)
            return self.badges[name]

    def report(self):
        with self.lock:
            return len(self.badges), sum(len(name) for name in self.badges)
"""

DESK_WRONG = """\
class BadgeDesk:
    def __init__(self, print_badge):
        self.print_badge = print_badge
        self.badges = {}

    def badge(self, name):
        if name not in self.badges:
            self.badges[name] = self.print_badge(name)
        return self.badges[name]

    def report(self):
        return len(self.badges), sum(len(name) for name in self.badges)
"""

RIGHT = {
    "04-1": PREDICT_RIGHT,
    "04-2": HUNT_RIGHT,
    "04-3": TURNSTILE_RIGHT,
    "04-4": BANK_RIGHT,
    "04-5": DESK_RIGHT,
}

WRONG = {
    "04-1": PREDICT_WRONG,
    "04-2": HUNT_WRONG,
    "04-3": TURNSTILE_WRONG,
    "04-4": BANK_WRONG,
    "04-5": DESK_WRONG,
}

IN_WORDS = "A reader can see the new total with the old count, so it gets an average that never was. One lock for both."
"""An answer to 04-6, which a person grades."""
