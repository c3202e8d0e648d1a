"""What one thread can ask of `threading`, right and wrong: each function is run on the library and on the doubles."""

import contextlib
import copy
import pickle
import threading


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


def case_lock():
    lock = threading.Lock()
    return tried(
        lock.locked, lock.acquire, lock.locked, lambda: lock.acquire(False), lambda: lock.acquire(blocking=False),
        lambda: lock.acquire(timeout=0), lambda: lock.acquire(timeout=0.001), lock.release, lock.release, lock.locked,
        lambda: lock.acquire(timeout=-1), lambda: lock.acquire(timeout=-2), lambda: lock.acquire(False, 1),
        lambda: lock.acquire(timeout="x"), lambda: lock.acquire(timeout=None),
        lock.release,
    )


def case_lock_as_a_context_manager():
    lock = threading.Lock()
    with lock as got:
        inside = lock.locked()
    with contextlib.suppress(KeyError), lock:
        raise KeyError
    return got, inside, lock.locked(), bool(lock), lock == lock, lock != threading.Lock()


def case_lock_cannot_be_changed_copied_or_pickled():
    lock = threading.Lock()
    return tried(
        lambda: copy.copy(lock), lambda: copy.deepcopy([lock]),
        lambda: pickle.dumps(lock), lambda: {lock: 1}[lock], lambda: hasattr(lock, "nothing"),
    )


def case_rlock():
    lock = threading.RLock()
    with lock, lock:
        pass
    return tried(
        lock.release, lock.acquire, lock.acquire, lambda: lock.acquire(False), lock.release, lock.release, lock.release,
        lock.release, lambda: lock.acquire(False, 1), lambda: pickle.dumps(lock),
        lambda: copy.copy(lock),
    )


def case_condition():
    condition = threading.Condition()
    seen = tried(
        condition.wait, condition.notify, condition.notify_all, condition.release, lambda: condition.wait_for(lambda: 5),
        lambda: condition.wait_for(lambda: 0, timeout=0.001), condition.acquire, condition.notify,
        lambda: condition.notify(5), condition.notify_all, lambda: condition.wait(0.001), lambda: condition.wait(timeout=0),
        lambda: condition.wait_for(lambda: 7), lambda: condition.wait_for(lambda: [], 0.001), condition.release,
    )
    with condition as got:
        seen.append(got)
    shared = threading.Condition(threading.Lock())
    with shared:
        seen += tried(lambda: shared.acquire(False), shared.notify)
    seen += tried(shared.release)
    return seen


def case_event():
    event = threading.Event()
    return tried(
        event.is_set, lambda: event.wait(0.001), lambda: event.wait(0), event.set, event.set, event.is_set, event.wait,
        lambda: event.wait(timeout=5), event.clear, event.is_set, lambda: threading.Event(1),
    )


def case_semaphore():
    semaphore = threading.Semaphore(2)
    seen = tried(
        lambda: semaphore.acquire(), lambda: semaphore.acquire(False), lambda: semaphore.acquire(blocking=False),
        lambda: semaphore.acquire(timeout=0.001), lambda: semaphore.acquire(False, 1), semaphore.release,
        lambda: semaphore.release(3), lambda: semaphore.release(0), lambda: semaphore.acquire(timeout=1),
        lambda: threading.Semaphore(-1), lambda: threading.Semaphore("x"), lambda: threading.Semaphore(0).acquire(False),
    )
    with semaphore as got:
        pass
    return seen, got


def case_bounded_semaphore():
    semaphore = threading.BoundedSemaphore(2)
    with semaphore:
        pass
    return tried(
        semaphore.release, semaphore.acquire, lambda: semaphore.release(2), semaphore.release, semaphore.release,
        lambda: threading.BoundedSemaphore(-1), lambda: semaphore.release(0),
        lambda: threading.BoundedSemaphore().acquire(), lambda: isinstance(semaphore, threading.Semaphore),
    )


def case_barrier_for_one():
    calls = []
    barrier = threading.Barrier(1, action=lambda: calls.append("action"))
    return tried(
        lambda: barrier.parties, lambda: barrier.n_waiting, lambda: barrier.broken, barrier.wait,
        lambda: barrier.wait(timeout=1), barrier.abort, lambda: barrier.broken, barrier.wait, barrier.reset, barrier.wait,
    ), calls


def case_barrier_that_nobody_else_comes_to():
    barrier = threading.Barrier(2, timeout=0.01)
    late = threading.Barrier(2)
    return tried(
        barrier.wait, lambda: barrier.broken, barrier.wait, barrier.reset, lambda: barrier.broken,
        lambda: late.wait(0.001), lambda: late.broken,
    )


def case_barrier_whose_action_raises():
    barrier = threading.Barrier(1, lambda: 1 / 0)
    return tried(barrier.wait, lambda: barrier.broken, barrier.wait)


def case_barrier_of_nobody():
    return tried(lambda: threading.Barrier())


def case_thread_attributes():
    thread = threading.Thread(target=print, name="worker", daemon=True)
    return tried(
        lambda: thread.name, lambda: thread.daemon, lambda: thread.ident, lambda: thread.native_id, thread.is_alive,
        lambda: setattr(thread, "name", 5), lambda: thread.name, lambda: setattr(thread, "daemon", False),
        lambda: thread.daemon, thread.join, lambda: thread.getName(), lambda: thread.isDaemon(), lambda: thread.setName("x"),
        lambda: thread.name, lambda: threading.Thread(group=1), lambda: threading.Thread(None, print, "n").name,
        lambda: threading.Thread(target=print, bad=1), lambda: threading.Thread(1, 2, 3, 4, 5, 6),
    )


def case_thread_that_was_started():
    said = []
    thread = threading.Thread(target=lambda *args, **kw: said.append((args, kw)), args=(1,), kwargs={"a": 2})
    thread.start()
    thread.join()
    return said, tried(
        thread.is_alive, thread.start, lambda: setattr(thread, "daemon", True), lambda: thread.ident is not None,
        lambda: thread.join(5), lambda: thread.join(timeout=-1), thread.run, thread.join,
    ), said


def case_thread_names_are_numbered():
    def work(): ...

    one, two, three = threading.Thread(), threading.Thread(target=work), threading.Thread(name="mine", target=work)
    number = int(one.name.removeprefix("Thread-"))
    return two.name == f"Thread-{number + 1} (work)", three.name, threading.Thread().name == f"Thread-{number + 2}"


def case_thread_subclasses():
    class Worker(threading.Thread):
        def __init__(self, value):
            super().__init__(name=f"worker {value}", daemon=True)
            self.value = value

        def run(self):
            self.value *= 2

    class Careless(threading.Thread):
        def __init__(self):
            self.value = 1

    class Plain(threading.Thread):
        pass

    worker = Worker(4)
    worker.start()
    worker.join()
    said = []
    plain = Plain(target=said.append, args=[1])
    plain.start()
    plain.join()
    return worker.value, worker.name, worker.daemon, said, tried(lambda: Careless().start())


def case_thread_that_joins_itself():
    seen = []

    def work():
        seen.extend(tried(threading.current_thread().join, lambda: threading.current_thread().name))

    thread = threading.Thread(target=work, name="selfish")
    thread.start()
    thread.join()
    return seen, None


def case_thread_run_without_start():
    said = []
    thread = threading.Thread(target=lambda: said.append(threading.current_thread() is threading.main_thread()))
    thread.run()
    return said, thread.is_alive(), thread.ident


def case_current_and_main_thread():
    main = threading.main_thread()
    return (
        main is threading.current_thread(), main.name, main.daemon, main.is_alive(), main in threading.enumerate(),
        isinstance(threading.get_ident(), int), threading.get_ident() == main.ident,
    )


def case_threads_inherit_whether_they_are_daemons():
    seen = []

    def parent():
        seen.append((threading.current_thread().daemon, threading.Thread().daemon, threading.Thread(daemon=False).daemon))

    for daemon in (True, False):
        thread = threading.Thread(target=parent, daemon=daemon)
        thread.start()
        thread.join()
    return seen


def case_local():
    class Local(threading.local):
        kind = "class"

        def __init__(self, value=0):
            self.value = value

    class Empty(threading.local):
        pass

    local, plain = Local(5), Empty()
    plain.x = 1
    seen = []

    def work():
        seen.append((local.value, hasattr(plain, "x")))
        local.value = 9

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    return seen, local.value, local.kind, plain.x, tried(
        lambda: plain.y, lambda: delattr(plain, "x"), lambda: plain.x, lambda: plain.__dict__,
    )


def case_timer():
    said = []
    timer = threading.Timer(0.001, said.append, args=["a"])
    gone = threading.Timer(100, said.append, ["b"])
    timer.start()
    gone.start()
    gone.cancel()
    timer.join()
    gone.join()
    return said, timer.interval, isinstance(timer, threading.Thread), tried(lambda: threading.Timer())


def case_exception_hook():
    seen = []
    before = threading.excepthook
    threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
    try:
        thread = threading.Thread(target=lambda: {}["key"], name="careless")
        thread.start()
        thread.join()
    finally:
        threading.excepthook = before
    return seen


def case_names_in_the_module():
    return tried(
        lambda: threading.TIMEOUT_MAX > 1e6, lambda: threading.Threads, lambda: threading.stack_size(),
        lambda: threading.ThreadError.__name__, lambda: threading.BrokenBarrierError.__mro__[1].__name__,
        lambda: threading.active_count() >= 1, lambda: threading.settrace(None), lambda: threading.Lock.__name__ != "",
    )
