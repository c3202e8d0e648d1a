"""The same source run by real multiprocessing and by its doubles must say the same, word for word."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.interleave import Program, Scenario, outcomes

PROLOGUE = """
import multiprocessing as mp
import os, queue, re, sys, threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import shared_memory

def say(error):
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", str(error))
    return f"{type(error).__module__}.{type(error).__name__}: {text}"

def attempt(function):
    try:
        return repr(function())
    except BaseException as error:
        return say(error)

def identity(x=0):
    return x

class Two(Exception):
    def __init__(self, a, b):
        super().__init__(a)

def raise_two(x):
    raise Two(1, 2)

def raise_value(x):
    raise ValueError("no", x)

def return_lambda(x):
    return lambda: 1

def leave(code):
    sys.exit(code)

def local_function():
    def inner():
        pass
    return inner

def local_instance():
    class Inner:
        pass
    return Inner()

def started(target, *args):
    p = mp.Process(target=target, args=args)
    p.start()
    p.join()
    return p.exitcode

"""

PICKLING = """
def cases():
    yield attempt(lambda: started(lambda: 1))
    yield attempt(lambda: started(local_function()))
    yield attempt(lambda: started(identity, local_instance()))
    for thing in (threading.Lock(), threading.RLock(), threading.Event(), threading.Semaphore(),
                  queue.Queue(), queue.SimpleQueue(), (i for i in ()), sys, threading.local()):
        yield attempt(lambda: started(identity, thing))
    here, there = mp.Pipe()
    yield attempt(lambda: here.send(lambda: 1))
    for thing in (mp.Lock(), mp.RLock(), mp.Queue(), mp.SimpleQueue(), mp.JoinableQueue(), mp.Value("i"),
                  mp.Array("i", 3), mp.RawValue("i"), mp.Event(), mp.Condition(), mp.Barrier(2), mp.Semaphore(),
                  mp.Process(target=identity)):
        yield attempt(lambda: here.send(thing))
    here.send([1, {"a": (2, None)}])
    yield attempt(there.recv)
"""

PROCESSES = """
def cases():
    p = mp.Process(target=identity)
    yield p.name
    for question in (p.join, p.is_alive, p.terminate, lambda: p.exitcode, lambda: p.sentinel, lambda: p.pid):
        yield attempt(question)
    p.start()
    yield attempt(p.start)
    p.join()
    yield attempt(lambda: (p.exitcode, p.is_alive(), p.pid is None))
    p.close()
    yield attempt(p.is_alive)
    yield attempt(lambda: [started(leave, code) for code in (None, 0, 3, "bye")])
    yield attempt(lambda: mp.Process(1))
    yield attempt(lambda: mp.get_context("nope"))
    yield mp.get_context("spawn").Process(name="x").name
    yield attempt(lambda: (mp.current_process().name, mp.parent_process(), mp.active_children()))
    yield attempt(lambda: setattr(mp.Process(), "name", 5))
"""

PRIMITIVES = """
def cases():
    lock, recursive, bounded, condition = mp.Lock(), mp.RLock(), mp.BoundedSemaphore(1), mp.Condition()
    for wrong in (lock.release, recursive.release, bounded.release, condition.wait, condition.notify):
        yield attempt(wrong)
    yield attempt(lambda: (lock.acquire(timeout=-1), lock.acquire(False), lock.acquire(True, 0.0)))
    yield attempt(lock.release)
    yield repr((recursive, bounded, mp.Semaphore(2), mp.Value("i", 3)))
    number, cells = mp.Value("i", 0), mp.Array("i", 3)
    yield attempt(lambda: setattr(number, "value", 1.5))
    yield attempt(lambda: setattr(number, "value", 2**40) or number.value)
    yield attempt(lambda: mp.Value("i", "x"))
    yield attempt(lambda: mp.Value("z", 1))
    yield attempt(lambda: (cells[:2], cells[-1], len(cells), list(cells)))
    yield attempt(lambda: cells[5])
    yield attempt(lambda: cells.__setitem__(slice(None), [1, 2]))
    yield attempt(lambda: mp.Array("i", -1))
    yield attempt(lambda: mp.Array("c", b"hello").value)
    yield attempt(lambda: mp.Array("d", [1, 2.5])[:])
    block = shared_memory.SharedMemory(create=True, size=4)
    size = block.size
    yield attempt(lambda: block.buf.__setitem__(0, 300))
    yield attempt(lambda: bytes(block.buf[:2]))
    block.close()
    yield attempt(lambda: block.buf)
    block.unlink()
    yield attempt(lambda: shared_memory.SharedMemory(name="surely_not_there"))
    yield attempt(lambda: shared_memory.SharedMemory(create=True))
"""

PIPES = """
def cases():
    here, there = mp.Pipe()
    there.close()
    yield attempt(here.recv)
    yield attempt(lambda: here.send(1))
    here.close()
    yield attempt(lambda: here.send(1))
    reader, writer = mp.Pipe(False)
    yield attempt(lambda: reader.send(1))
    yield attempt(writer.recv)
    yield attempt(reader.poll)
    writer.send_bytes(b"abc")
    yield attempt(lambda: (reader.poll(), reader.recv_bytes()))
    simple = mp.SimpleQueue()
    simple.put((1, "x"))
    yield attempt(lambda: (simple.empty(), simple.get(), simple.empty()))
    q = mp.JoinableQueue()
    yield attempt(q.task_done)
    yield attempt(lambda: q.get(timeout=0.01))
    yield attempt(lambda: q.get_nowait())
    small = mp.Queue(1)
    small.put(1)
    yield attempt(lambda: small.put_nowait(2))
    yield attempt(lambda: small.get())
    small.close()
    yield attempt(lambda: small.put(1))
"""

POOLS = """
def cases():
    with mp.Pool(2) as pool:
        for call in (lambda: pool.map(lambda x: x, [1]), lambda: pool.map(return_lambda, [1]),
                     lambda: pool.map(identity, 5), lambda: pool.map(raise_value, [1]),
                     lambda: pool.apply(identity, (pool,)),
                     lambda: pool.apply(identity, ("y",)), lambda: pool.starmap(pow, [(2, 3), (3, 2)]),
                     lambda: list(pool.imap(abs, [-1, -2], chunksize=2)), lambda: pool.map(identity, [])):
            yield attempt(call)
        yield attempt(lambda: pool.apply(identity, (threading.Lock(),)))
    yield attempt(lambda: pool.map(identity, [1]))
    yield attempt(lambda: mp.Pool(0))
    pool = mp.Pool(1)
    yield attempt(pool.join)
    pool.close()
    yield attempt(lambda: pool.map(identity, [1]))
    pool.join()
    with ProcessPoolExecutor(2) as executor:
        for call in (lambda: executor.submit(lambda: 1).result(), lambda: executor.submit(return_lambda, 1).result(),
                     lambda: executor.submit(identity, threading.Lock()).result(),
                     lambda: executor.submit(identity, mp.Lock()).result(),
                     lambda: executor.submit(raise_value, 1).result(),
                     lambda: list(executor.map(pow, [2, 3], [3, 2]))):
            yield attempt(call)
        yield attempt(lambda: executor.submit(raise_two, 1).result())
        yield attempt(lambda: executor.submit(identity, 1))
    with ProcessPoolExecutor(1) as executor:
        yield attempt(lambda: executor.submit(os._exit, 1).result())
    with ProcessPoolExecutor(1) as executor:
        pass
    yield attempt(lambda: executor.submit(identity))
    yield attempt(lambda: ProcessPoolExecutor(0))
"""

MANAGERS = """
def cases():
    with mp.Manager() as manager:
        d, items = manager.dict(a=[1]), manager.list([3, 1])
        space, number = manager.Namespace(x=1), manager.Value("i", 3)
        d["a"].append(2)
        items.append(2)
        items.sort()
        space.y = 2
        number.value += 1
        yield repr((d["a"], list(items), items[:2], str(space), number.value, len(d), "a" in d, d.get("z", 0), dict(d)))
        yield attempt(lambda: d["x"])
        yield attempt(lambda: space.z)
        yield attempt(lambda: items[9])
        yield attempt(lambda: d.update({"f": lambda: 1}))
"""

GROUPS = {
    "pickling": PICKLING,
    "processes": PROCESSES,
    "primitives": PRIMITIVES,
    "pipes and queues": PIPES,
    "pools": POOLS,
    "managers": MANAGERS,
}
EPILOGUE = """
if __name__ == "__main__":
    import json
    mp.set_start_method("spawn")
    print(json.dumps(list(cases())))
"""


@pytest.mark.parametrize("group", GROUPS)
def test_doubles_answer_as_real_processes_do(group: str, tmp_path: Path) -> None:
    source = PROLOGUE + GROUPS[group]
    script = tmp_path / "answer.py"
    script.write_text(source + EPILOGUE)
    finished = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, timeout=120, check=False)
    assert finished.returncode == 0, finished.stderr
    expected = json.loads(finished.stdout.splitlines()[-1])
    program = Program(source, Scenario.from_source("def main(): return list(cases())"))
    found = outcomes(program)
    assert [outcome.message for outcome in found.all if outcome.kind] == []
    # what real processes do is one of the things that the doubles can do
    assert expected in [list(value) for value in found.values], _difference(expected, found.values[0])


def _difference(expected: list[str], value: list[str]) -> str:
    pairs = zip(expected, value, strict=False)
    return "\n".join(f"real:   {a}\ndouble: {b}" for a, b in pairs if a != b)
