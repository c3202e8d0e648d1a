"""The same coroutine run by the library's asyncio and by its double must give the same."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import textwrap

import pytest

from helpers.interleave import Program, Scenario, outcomes

PROLOGUE = """
import asyncio, contextvars, inspect

log = []

async def say(word, times=1):
    for _ in range(times):
        await asyncio.sleep(0)
    log.append(word)
    return word

async def fail(error, times=1):
    for _ in range(times):
        await asyncio.sleep(0)
    raise error

async def attempt(awaitable):
    try:
        return await awaitable
    except BaseException as error:
        return f"{type(error).__name__}: {error}"

def at_once(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"
"""

SAME = {
    "the result of a coroutine": "return await say('a')",
    "gather keeps the order of its arguments": "return await asyncio.gather(say('a', 3), say('b'), say('c', 2))",
    "gather raises the first exception": "return await attempt(asyncio.gather(fail(KeyError('x')), say('b', 3)))",
    "gather gives exceptions as results": """
        found = await asyncio.gather(fail(KeyError('x')), say('b'), return_exceptions=True)
        return [repr(each) for each in found]""",
    "a cancelled task": """
        task = asyncio.create_task(say('a', 5))
        await asyncio.sleep(0)
        said = task.cancel('why')
        return said, await attempt(task), task.cancelled(), task.done(), task.cancel(), log""",
    "a task that is cancelled before it starts": """
        task = asyncio.create_task(say('a'))
        task.cancel()
        return await attempt(task), log""",
    "cancelling and uncancel": """
        async def stubborn():
            log.append('started')
            try:
                await asyncio.Event().wait()
            except asyncio.CancelledError:
                me = asyncio.current_task()
                return me.cancelling(), me.uncancel(), me.cancelling()
        task = asyncio.create_task(stubborn())
        while not log:
            await asyncio.sleep(0)
        task.cancel()
        return await task""",
    "a task has a name": """
        task = asyncio.create_task(say('a'), name='worker')
        first = task.get_name()
        task.set_name(7)
        await task
        return first, task.get_name(), asyncio.current_task() is task""",
    "the result of a task that is not done": """
        task = asyncio.create_task(say('a'))
        early = at_once(task.result), at_once(task.exception)
        await task
        return early, task.result(), task.exception()""",
    "callbacks come in their order": """
        task = asyncio.create_task(say('a'))
        task.add_done_callback(lambda t: log.append('first'))
        second = lambda t: log.append('second')
        task.add_done_callback(second)
        task.add_done_callback(lambda t: log.append('third'))
        count = task.remove_done_callback(second)
        await task
        await asyncio.sleep(0)
        return count, log""",
    "a future has one result": """
        future = asyncio.get_running_loop().create_future()
        future.set_result(1)
        return await future, at_once(future.set_result, 2)""",
    "a cancelled future": """
        future = asyncio.get_running_loop().create_future()
        return future.cancel(), future.cancelled(), at_once(future.result), await attempt(future)""",
    "a future in a task's repr": """
        task = asyncio.create_task(say('a'), name='n')
        await task
        return repr(task).split(' coro')[0]""",
    "a task group gives its results": """
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(say(word)) for word in 'abc']
        return [task.result() for task in tasks]""",
    "a task group gathers exceptions": """
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(fail(KeyError('x')))
                waiting = group.create_task(asyncio.Event().wait())
        except* KeyError as errors:
            log.append(repr(errors.exceptions))
        return log, waiting.cancelled()""",
    "a task group after its end": """
        async with asyncio.TaskGroup() as group:
            pass
        coroutine = say('a')
        try:
            group.create_task(coroutine)
        except RuntimeError as error:
            coroutine.close()
            return 'finished' in str(error)""",
    "an asyncio lock is handed over in order": """
        lock = asyncio.Lock()
        async def worker(name):
            async with lock:
                log.append(name)
                await asyncio.sleep(0)
        await lock.acquire()
        tasks = []
        for name in 'abc':
            tasks.append(asyncio.create_task(worker(name)))
            await asyncio.sleep(0)
            await asyncio.sleep(0)
        before = lock.locked()
        lock.release()
        await asyncio.gather(*tasks)
        return before, log, lock.locked()""",
    "releasing a lock that is free": "return at_once(asyncio.Lock().release)",
    "a semaphore": """
        semaphore = asyncio.Semaphore(2)
        await semaphore.acquire()
        first = semaphore.locked()
        await semaphore.acquire()
        second = semaphore.locked()
        semaphore.release()
        return first, second, semaphore.locked(), at_once(asyncio.Semaphore, -1)""",
    "a bounded semaphore": "return at_once(asyncio.BoundedSemaphore(1).release)",
    "an event": """
        event = asyncio.Event()
        waiters = [asyncio.create_task(event.wait()) for _ in range(2)]
        await asyncio.sleep(0)
        before = event.is_set()
        event.set()
        return before, await asyncio.gather(*waiters), event.is_set(), event.clear(), event.is_set()""",
    "a condition needs its lock": "return at_once(asyncio.Condition().notify)",
    "a condition waits for a predicate": """
        condition, pot = asyncio.Condition(), []
        async def eat():
            async with condition:
                return await condition.wait_for(lambda: len(pot) == 2 and tuple(pot))
        task = asyncio.create_task(eat())
        for food in 'ab':
            await asyncio.sleep(0)
            async with condition:
                pot.append(food)
                condition.notify_all()
        return await task""",
    "a barrier gives each party its number": """
        barrier = asyncio.Barrier(3)
        numbers = await asyncio.gather(*(barrier.wait() for _ in range(3)))
        return sorted(numbers), barrier.parties, barrier.n_waiting, barrier.broken""",
    "a broken barrier": """
        barrier = asyncio.Barrier(2)
        task = asyncio.create_task(attempt(barrier.wait()))
        await asyncio.sleep(0)
        await barrier.abort()
        return (await task).split(':')[0], (await attempt(barrier.wait())).split(':')[0], barrier.broken""",
    "a queue": """
        queue = asyncio.Queue(2)
        await queue.put(1)
        queue.put_nowait(2)
        full = queue.full(), at_once(queue.put_nowait, 3), queue.qsize()
        found = await queue.get(), queue.get_nowait()
        return full, found, queue.empty(), at_once(queue.get_nowait)""",
    "a queue that is done": """
        queue = asyncio.Queue()
        queue.put_nowait(1)
        task = asyncio.create_task(queue.join())
        await asyncio.sleep(0)
        before = task.done()
        queue.get_nowait()
        queue.task_done()
        await task
        return before, at_once(queue.task_done)""",
    "priority and stack": """
        first, last = asyncio.PriorityQueue(), asyncio.LifoQueue()
        for n in (2, 3, 1):
            first.put_nowait(n)
            last.put_nowait(n)
        return [first.get_nowait() for _ in range(3)], [last.get_nowait() for _ in range(3)]""",
    "wait for the first": """
        slow = asyncio.create_task(asyncio.Event().wait())
        quick = asyncio.create_task(say('a'))
        done, pending = await asyncio.wait([slow, quick], return_when=asyncio.FIRST_COMPLETED)
        slow.cancel()
        return done == {quick}, pending == {slow}""",
    "wait with a time-out": """
        slow = asyncio.create_task(asyncio.Event().wait())
        done, pending = await asyncio.wait([slow], timeout=0.001)
        slow.cancel()
        return len(done), len(pending)""",
    "wait_for in time": "return await asyncio.wait_for(say('a'), 100)",
    "wait_for too late": """
        try:
            await asyncio.wait_for(asyncio.Event().wait(), 0.001)
        except TimeoutError as error:
            return type(error).__name__, isinstance(error, asyncio.TimeoutError)""",
    "a time-out": """
        try:
            async with asyncio.timeout(0.001) as scope:
                await asyncio.sleep(1000)
        except TimeoutError:
            return scope.expired(), asyncio.current_task().cancelling()""",
    "a time-out that is moved": """
        async with asyncio.timeout(0.001) as scope:
            scope.reschedule(None)
            await asyncio.sleep(0.002)
        return scope.expired(), scope.when()""",
    "a time-out inside of another": """
        try:
            async with asyncio.timeout(0.001):
                try:
                    async with asyncio.timeout(1000):
                        await asyncio.sleep(2000)
                except TimeoutError:
                    log.append('inner')
        except TimeoutError:
            log.append('outer')
        return log""",
    "as_completed gives every result": """
        return sorted([await each for each in asyncio.as_completed([say('a', 2), say('b')])])""",
    "a shield": """
        task = asyncio.create_task(say('a', 3))
        outer = asyncio.ensure_future(asyncio.shield(task))
        await asyncio.sleep(0)
        outer.cancel()
        return await attempt(outer), await task""",
    "to_thread passes arguments, results and errors": """
        def work(a, b=0):
            return a / b
        return await asyncio.to_thread(work, 4, b=2), await attempt(asyncio.to_thread(work, 1))""",
    "to_thread keeps context variables": """
        name = contextvars.ContextVar('name')
        name.set('here')
        return await asyncio.to_thread(name.get)""",
    "tasks copy their context": """
        name = contextvars.ContextVar('name', default='none')
        async def change():
            name.set('changed')
        await asyncio.create_task(change())
        before = name.get()
        await change()
        return before, name.get()""",
    "call_soon keeps the order": """
        loop, done = asyncio.get_running_loop(), asyncio.Event()
        for n in range(3):
            loop.call_soon(log.append, n)
        cancelled = loop.call_soon(log.append, 'never')
        cancelled.cancel()
        loop.call_soon(done.set)
        await done.wait()
        return log, cancelled.cancelled()""",
    "call_later": """
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        handle = loop.call_later(1000, log.append, 'never')
        loop.call_later(0.001, future.set_result, 5)
        found = await future
        handle.cancel()
        return found, log""",
    "an asynchronous generator": """
        async def count():
            try:
                for n in range(5):
                    yield n
                    await asyncio.sleep(0)
            finally:
                log.append('closed')
        some = [n async for n in count() if n % 2]
        generator = count()
        async for n in generator:
            break
        await generator.aclose()
        return some, n, log""",
    "an asynchronous context manager": """
        class Door:
            async def __aenter__(self):
                log.append('open')
                return self
            async def __aexit__(self, *error):
                log.append(error[0] and error[0].__name__)
                return True
        async with Door():
            raise KeyError
        return log""",
    "awaiting what is no coroutine": "return (await attempt(asyncio.sleep(0, 'x'))), at_once(asyncio.create_task, 5)",
    "run inside of run": """
        coroutine = say('a')
        said = at_once(asyncio.run, coroutine)
        coroutine.close()
        return said""",
    "what is a coroutine": """
        coroutine = say('a')
        found = asyncio.iscoroutine(coroutine), asyncio.iscoroutine(say), inspect.iscoroutinefunction(say)
        coroutine.close()
        return found, asyncio.isfuture(asyncio.get_running_loop().create_future())""",
    "all tasks": """
        task = asyncio.create_task(say('a'))
        known = asyncio.all_tasks()
        await task
        return len(known), task in known, len(asyncio.all_tasks())""",
    "run_coroutine_threadsafe": """
        loop = asyncio.get_running_loop()
        def ask():
            return asyncio.run_coroutine_threadsafe(say('a'), loop).result()
        return await asyncio.to_thread(ask)""",
    "an executor of one's own": """
        from concurrent.futures import ThreadPoolExecutor
        with ThreadPoolExecutor(1) as pool:
            return await asyncio.get_running_loop().run_in_executor(pool, pow, 2, 5)""",
}


VARIES = {"a cancelled task", "an asyncio lock is handed over in order", "a shield"}
"""Where the order of ready tasks makes a difference: the library's result is one of several."""


def source_of(body: str) -> str:
    return PROLOGUE + "\nasync def amain():\n" + textwrap.indent(textwrap.dedent(body).strip("\n"), "    ")


def under_control(source: str) -> set[str]:
    scenario = Scenario.from_source("def main(): return asyncio.run(amain())\ndef result(r): return repr(r)")
    found = outcomes(Program(source, scenario))
    assert found.exhaustive
    assert [outcome.kind for outcome in found.all if outcome.kind] == []
    return set(found.values)


@pytest.mark.parametrize("name", SAME)
def test_a_coroutine_gives_what_it_gives_in_the_library(name: str) -> None:
    source = source_of(SAME[name])
    namespace: dict[str, object] = {}
    exec(compile(source, "real.py", "exec"), namespace)
    real = repr(asyncio.run(namespace["amain"]()))  # type: ignore[operator, arg-type]
    found = under_control(source)
    assert real in found
    assert (len(found) > 1) == (name in VARIES), found


def test_the_queue_can_be_shut_down_on_every_version() -> None:
    body = """
        queue = asyncio.Queue(1)
        getter = asyncio.create_task(attempt(queue.get()))
        await asyncio.sleep(0)
        queue.shutdown()
        found = await getter, await attempt(queue.put(1))
        other = asyncio.Queue(1)
        other.put_nowait(1)
        putter = asyncio.create_task(attempt(other.put(2)))
        await asyncio.sleep(0)
        other.shutdown()
        rest = await attempt(other.get()), await putter, await attempt(other.get())
        last = asyncio.Queue()
        last.put_nowait(1)
        joiner = asyncio.create_task(last.join())
        await asyncio.sleep(0)
        last.shutdown(immediate=True)
        return found, rest, await joiner, last.empty()"""
    down = "QueueShutDown: "
    assert under_control(source_of(body)) == {repr(((down, down), (1, down, down), None, True))}


def test_a_loop_made_by_hand_runs_until_complete_and_closes() -> None:
    source = PROLOGUE + textwrap.dedent(
        """
        def by_hand():
            found = [at_once(asyncio.get_running_loop)]
            loop = asyncio.new_event_loop()
            asyncio.set_event_loop(loop)
            found.append(asyncio.get_event_loop() is loop)
            found.append(loop.run_until_complete(say('a')))
            found.append(loop.run_until_complete(asyncio.gather(say('b'), say('c'))) if False else None)
            loop.call_soon(loop.stop)
            found.append((loop.run_forever(), loop.is_running(), loop.is_closed()))
            loop.close()
            coroutine = say('d')
            found.append((loop.is_closed(), at_once(loop.run_until_complete, coroutine)))
            coroutine.close()
            asyncio.set_event_loop(None)
            return found
        """
    )
    namespace: dict[str, object] = {}
    exec(compile(source, "real.py", "exec"), namespace)
    real = repr(namespace["by_hand"]())  # type: ignore[operator]
    scenario = Scenario.from_source("def main(): return by_hand()\ndef result(r): return repr(r)")
    assert set(outcomes(Program(source, scenario)).values) == {real}


def test_the_copy_of_asyncio_leaves_the_real_one_as_it_is() -> None:
    code = (
        "import asyncio, sys\n"
        "before = asyncio.Task, asyncio.sleep, asyncio.Lock.acquire, sys.modules['asyncio.tasks']\n"
        "from helpers.interleave import Program, Scenario, judge\n"
        "source = 'import asyncio\\nasync def main_():\\n    await asyncio.sleep(1)\\n    return 1\\n'\n"
        "scenario = Scenario.from_source('def main(): return asyncio.run(main_())\\ndef accept(n): return n == 1')\n"
        "assert judge(Program(source, scenario)).result == 'passed'\n"
        "assert before == (asyncio.Task, asyncio.sleep, asyncio.Lock.acquire, sys.modules['asyncio.tasks'])\n"
        "import _asyncio\n"
        "assert asyncio.Task is _asyncio.Task\n"
        "async def real():\n    return await asyncio.gather(asyncio.sleep(0, 2))\n"
        "assert asyncio.run(real()) == [2]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
