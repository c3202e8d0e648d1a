"""Tasks that the tests of real workers send: a module that both sides import."""

from __future__ import annotations

import os
import signal
import sys
import threading

from helpers.tasks.shop import Busy, app, bank, post, stand_still


@app.task
def add(a, b):
    return a + b


@app.task
def total(numbers):
    return sum(numbers)


@app.task
def who():
    return os.getpid()


@app.task
def boom():
    raise ValueError("as ordered")


@app.task
def outer():
    return add.delay(1, 2).get()


@app.task(time_limit=1)
def endless():
    threading.Event().wait()


@app.task(bind=True)
def charge_early(self, order):
    bank.charge(order, 100)
    stand_still(self.request.delivery_info["redelivered"])


@app.task(bind=True, acks_late=True)
def charge_late(self, order):
    bank.charge(order, 100)
    stand_still(self.request.delivery_info["redelivered"])
    return "done"


@app.task(bind=True, acks_late=True)
def charge_with_key(self, order):
    receipt = bank.charge(order, 100, key=order)
    stand_still(self.request.delivery_info["redelivered"])
    return receipt


def _end_this_process():
    if sys.platform == "win32":
        os._exit(9)
    os.kill(os.getpid(), signal.SIGKILL)


@app.task(bind=True, acks_late=True, reject_on_worker_lost=True)
def die_and_come_back(self, order):
    receipt = bank.charge(order, 100, key=order)
    if not self.request.delivery_info["redelivered"]:
        _end_this_process()
    return receipt


@app.task(acks_late=True)
def die_and_be_forgotten(order):
    bank.charge(order, 100)
    _end_this_process()


@app.task(autoretry_for=(Busy,), max_retries=5, retry_backoff=True)
def send_letter(order):
    return post.send(order)
