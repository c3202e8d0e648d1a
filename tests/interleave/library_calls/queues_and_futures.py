"""What one thread can ask of `queue` and `concurrent.futures`, right and wrong."""

import concurrent.futures
import pickle
import queue
from concurrent.futures import Future, ThreadPoolExecutor, as_completed, wait


def tried(*calls):
    """What each call returns or raises."""
    seen = []
    for call in calls:
        try:
            value = call()
            seen.append(value if isinstance(value, int | str | float | tuple | list | dict | type(None)) else type(value).__name__)
        except Exception as error:
            seen.append((type(error).__name__, str(error)))
    return seen


def case_queue():
    q = queue.Queue(maxsize=2)
    return tried(
        q.empty, q.full, q.qsize, lambda: q.maxsize, lambda: q.put(1), lambda: q.put_nowait(2), q.full,
        lambda: q.put_nowait(3), lambda: q.put(3, block=False), lambda: q.put(3, timeout=0.001), lambda: q.put(3, True, -1),
        q.qsize, q.get, q.get_nowait, q.get_nowait, lambda: q.get(False), lambda: q.get(timeout=0.001),
        lambda: q.get(timeout=-1), q.task_done, q.task_done, q.task_done, q.join, q.empty,
    )


def case_queue_is_first_in_first_out():
    q = queue.Queue()
    for i in range(4):
        q.put(i)
    return [q.get() for _ in range(4)], q.unfinished_tasks, q.qsize()


def case_queue_without_a_bound():
    q = queue.Queue(0)
    for i in range(50):
        q.put(i)
    return q.full(), q.qsize(), queue.Queue(-1).full()


def case_lifo_queue():
    q = queue.LifoQueue(2)
    return tried(lambda: q.put(1), lambda: q.put(2), lambda: q.put_nowait(3), q.get, q.get, q.get_nowait, q.empty)


def case_priority_queue():
    q = queue.PriorityQueue()
    for item in [(3, "c"), (1, "a"), (2, "b")]:
        q.put(item)
    seen = [q.get() for _ in range(3)]
    q.put((1, "x"))
    return seen, tried(lambda: q.put((1, 2)), lambda: q.put("text"), q.qsize, q.get)


def case_simple_queue():
    q = queue.SimpleQueue()
    return tried(
        q.empty, q.qsize, lambda: q.put(1), lambda: q.put(2, block=False, timeout=None), lambda: q.put_nowait(3), q.get,
        q.get_nowait, lambda: q.get(block=False), q.get_nowait, lambda: q.get(timeout=0.001), lambda: q.get(timeout=-1),
        lambda: q.get(True, -5), lambda: q.task_done, lambda: q.join, lambda: q.full, q.empty,
    )


def case_queues_cannot_be_pickled():
    return tried(lambda: pickle.dumps(queue.Queue()), lambda: pickle.dumps(queue.SimpleQueue()))


def case_queue_subclasses():
    class Stack(queue.Queue):
        def _init(self, maxsize):
            self.items = []

        def _qsize(self):
            return len(self.items)

        def _put(self, item):
            self.items.append(item * 10)

        def _get(self):
            return self.items.pop()

    stack = Stack(2)
    return tried(lambda: stack.put(1), lambda: stack.put(2), lambda: stack.put_nowait(3), stack.get, stack.get, stack.empty)


def case_queue_errors_are_exceptions():
    return issubclass(queue.Empty, Exception), issubclass(queue.Full, Exception), queue.Empty.__name__, queue.Full.__name__


def case_future_by_hand():
    future, seen = Future(), []
    future.add_done_callback(lambda f: seen.append(f.result()))
    results = tried(
        future.done, future.running, future.cancelled, lambda: future.result(0), lambda: future.exception(timeout=0),
        future.set_running_or_notify_cancel, future.running, future.cancel, lambda: future.set_result(5), future.done,
        future.result, future.exception, future.cancel, lambda: future.set_result(6),
        lambda: future.set_exception(ValueError()), lambda: future.add_done_callback(lambda f: seen.append("late")),
        future.set_running_or_notify_cancel,
    )
    return results, seen


def case_future_with_an_exception():
    future = Future()
    future.set_exception(KeyError("k"))
    return tried(future.result, lambda: repr(future.exception()), future.done, future.cancelled)


def case_future_that_is_cancelled():
    future, seen = Future(), []
    future.add_done_callback(lambda f: seen.append(f.cancelled()))
    return tried(
        future.cancel, future.cancel, future.cancelled, future.done, future.result, future.exception,
        future.set_running_or_notify_cancel, future.set_running_or_notify_cancel, lambda: future.set_result(1),
    ), seen


def case_executor_gives_results_and_exceptions():
    with ThreadPoolExecutor(max_workers=2) as pool:
        one, two = pool.submit(pow, 2, 5), pool.submit(int, "x")
        three = pool.submit(lambda *a, **k: (a, k), 1, b=2)
        seen = tried(one.result, two.result, lambda: type(two.exception()).__name__, three.result, one.exception)
        doubled = list(pool.map(lambda x, y: x * y, [1, 2, 3], [4, 5]))
    return seen, doubled, tried(lambda: pool.submit(print), lambda: list(pool.map(print, [1])), pool.shutdown)


def case_executor_map_raises_when_its_result_is_taken():
    with ThreadPoolExecutor(1) as pool:
        results = pool.map(lambda x: 1 // x, [1, 0, 2])
        return tried(lambda: next(results), lambda: next(results), lambda: next(results, "end"))


def case_executor_with_wrong_arguments():
    return tried(
        lambda: ThreadPoolExecutor(0), lambda: ThreadPoolExecutor(-1), lambda: ThreadPoolExecutor(1, initializer=5),
        lambda: ThreadPoolExecutor(1).submit(), lambda: ThreadPoolExecutor(1, "name", None, (), 5),
    )


def case_executor_names_and_prepares_its_threads():
    import threading

    seen = []
    with ThreadPoolExecutor(1, thread_name_prefix="cook", initializer=seen.append, initargs=("ready",)) as pool:
        name = pool.submit(lambda: threading.current_thread().name).result()
    return name, seen


def case_executor_whose_preparation_fails():
    with ThreadPoolExecutor(1, initializer=lambda: 1 / 0) as pool:
        future = pool.submit(print)
        seen = type(future.exception()).__name__, str(future.exception())
        again = tried(lambda: pool.submit(print))
    return seen, again


def case_waiting_for_futures():
    done, never, bad = Future(), Future(), Future()
    done.set_result(1)
    bad.set_exception(ValueError("bad"))
    some = wait([done, never], timeout=0.001)
    first = wait([done, never], return_when=concurrent.futures.FIRST_COMPLETED)
    failed = wait([bad, never], return_when=concurrent.futures.FIRST_EXCEPTION)
    seen = [(len(x.done), len(x.not_done)) for x in (some, first, failed)]
    return seen, tried(
        lambda: next(as_completed([done])).result(), lambda: list(as_completed([never, done], timeout=0.001)),
        lambda: len(list(as_completed([done, done]))),
        lambda: type(some).__name__,
    )


def case_executor_is_shut_down_with_what_waits_cancelled():
    import threading

    began, gate = threading.Event(), threading.Event()
    pool = ThreadPoolExecutor(1)
    busy, waiting = pool.submit(lambda: (began.set(), gate.wait())), pool.submit(print)
    began.wait()
    pool.shutdown(wait=False, cancel_futures=True)
    cancelled = waiting.cancelled()
    gate.set()
    return cancelled, busy.result(), tried(waiting.result, lambda: pool.submit(print))


def case_names_of_exceptions():
    return (
        concurrent.futures.TimeoutError is TimeoutError, issubclass(concurrent.futures.CancelledError, Exception),
        concurrent.futures.InvalidStateError.__name__, concurrent.futures.BrokenExecutor.__mro__[1].__name__,
        concurrent.futures.ALL_COMPLETED,
    )
