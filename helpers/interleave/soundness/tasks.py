"""Random small programs of asyncio: two or three tasks and what they wait for."""

from __future__ import annotations

import random
from collections.abc import Callable

Lines = list[str]

HEADER = """\
import asyncio

class State:
    def __init__(self):
        self.x = self.y = 0
        self.flag = False

s = State()
d = {}
seen = []

def bump():
    s.x += 1
    return s.y

def later():
    LOOP.call_soon_threadsafe(bump)

async def child(n):
    s.y += n
    await asyncio.sleep(0)
    s.x += n
    return n
"""

OBJECTS = {
    "L": "asyncio.Lock()",
    "S": "asyncio.Semaphore(1)",
    "C": "asyncio.Condition()",
    "E": "asyncio.Event()",
    "Q": "asyncio.Queue()",
    "P": "asyncio.Queue(1)",
    "B": "asyncio.Barrier(2)",
    "F": "asyncio.get_running_loop().create_future()",
}


class _Generator:
    def __init__(self, seed: str) -> None:
        self.random = random.Random(seed)

    def source(self) -> str:
        rng = self.random
        number = rng.choice([2, 2, 3])
        kinds = rng.sample(sorted(STATEMENTS), rng.choice([2, 2, 3, 4]))
        lines = [HEADER]
        for task in range(number):
            lines += [f"async def work{task}(o, t):", f"    r = ({task},)", "    try:"]
            lines += self.body(kinds, 2 if number == 2 else 1, 8)
            lines += ["        return r", "    finally:", f"        seen.append(({task}, r))", ""]
        lines += ["async def amain():", "    class o: pass"]
        lines += [f"    o.{name} = {made}" for name, made in OBJECTS.items()]
        lines += ["    global LOOP", "    LOOP = asyncio.get_running_loop()", "    t = []"]
        lines += ["    " + line for line in rng.choice(ENDINGS)(number)]
        lines += ["", "# --- scenario ---", "def main():", "    global GOT"]
        lines += ["    try:", "        GOT = asyncio.run(amain())", "    except Exception as error:"]
        lines += ["        GOT = repr(error)", "def result(r):"]
        lines += ["    return (GOT, s.x, s.y, s.flag, sorted(d.items(), key=str), seen)"]
        return "\n".join(lines) + "\n"

    def body(self, kinds: list[str], most: int, indent: int) -> Lines:
        lines: Lines = []
        for _ in range(self.random.randint(1, most)):
            for line in STATEMENTS[self.random.choice(kinds)](self, kinds, most):
                lines.append(" " * indent + line)
        return lines

    def inner(self, kinds: list[str], most: int) -> Lines:
        """The lines inside of a statement."""
        if most <= 1:
            return ["    " + self.random.choice(["s.x += 1", "await asyncio.sleep(0)", "r += (s.x,)"])]
        return self.body(kinds, most - 1, 4)


def _plain(*choices: str) -> Callable[[_Generator, list[str], int], Lines]:
    return lambda g, kinds, most: g.random.choice(choices).split("\n")


def _around(*heads: str, tail: tuple[str, ...] = ()) -> Callable[[_Generator, list[str], int], Lines]:
    return lambda g, kinds, most: [*g.random.choice(heads).split("\n"), *g.inner(kinds, most), *tail]


STATEMENTS: dict[str, Callable[[_Generator, list[str], int], Lines]] = {
    "count": _plain("s.x += 1", "s.y += s.x", "r += (s.x, s.y)", "d[len(d)] = r[0]"),
    "update": _plain("k = s.x\nawait asyncio.sleep(0)\ns.x = k + 1"),
    "yield": _plain("await asyncio.sleep(0)"),
    "sleep": _plain("await asyncio.sleep(1)", "await asyncio.sleep(2)"),
    "flag": _around("if not s.flag:", tail=("s.flag = True",)),
    "lock": _around("async with o.L:"),
    "locked": _plain("r += (o.L.locked(),)"),
    "semaphore": _around("async with o.S:"),
    "release": _plain("o.S.release()", "await o.S.acquire()"),
    "condition": _plain(
        "async with o.C:\n    o.C.notify()", "async with o.C:\n    await o.C.wait()", "async with o.C:\n    s.x += 1"
    ),
    "event": _plain("o.E.set()", "await o.E.wait()", "r += (o.E.is_set(),)", "o.E.clear()"),
    "queue": _plain("await o.Q.put(r[0])", "o.Q.put_nowait(s.x)", "r += (await o.Q.get(),)", "r += (o.Q.empty(),)"),
    "bounded": _plain("await o.P.put(r[0])", "r += (await o.P.get(),)", "r += (o.P.full(),)"),
    "done": _plain("await o.Q.put(1)", "await o.Q.get()\no.Q.task_done()", "await o.Q.join()"),
    "barrier": _plain("await o.B.wait()"),
    "future": _plain(
        "if not o.F.done(): o.F.set_result(s.x)", "r += (await asyncio.shield(o.F),)", "r += (o.F.done(),)"
    ),
    "cancel": _plain("t[0].cancel()", "t[-1].cancel()", "r += (t[0].done(),)"),
    "raise": _around("if s.x:\n    raise KeyError(s.x)\nif True:"),
    "timeout": _around("try:\n  async with asyncio.timeout(1):", tail=("except TimeoutError:", "    r += ('late',)")),
    "wait_for": _plain(
        "try:\n    await asyncio.wait_for(o.E.wait(), 1)\nexcept TimeoutError:\n    r += ('late',)",
        "try:\n    await asyncio.wait_for(child(1), 1)\nexcept TimeoutError:\n    r += ('late',)",
    ),
    "child": _plain(
        "await child(1)", "await asyncio.create_task(child(1))", "k = asyncio.create_task(child(2))\nt.append(k)"
    ),
    "group": _plain("async with asyncio.TaskGroup() as g:\n    g.create_task(child(1))\n    s.x += 1"),
    "caught": _around("try:", tail=("except asyncio.CancelledError:", "    r += ('cancelled',)")),
    "thread": _plain("r += (await asyncio.to_thread(bump),)", "await asyncio.to_thread(later)", "s.x += 1"),
    "later": _plain("asyncio.get_running_loop().call_soon(lambda: d.update(x=s.x))"),
}
"""Name -> what makes the lines of such a statement."""


def _started(number: int) -> Lines:
    return [f"t.append(asyncio.create_task(work{n}(o, t)))" for n in range(number)]


ENDINGS: list[Callable[[int], Lines]] = [
    lambda n: [*_started(n), "return await asyncio.gather(*t[:], return_exceptions=True)"],
    lambda n: [*_started(n), "return await asyncio.gather(*t[:])"],
    lambda n: [*_started(n), "await t[0]", "return s.x"],
    lambda n: [
        *_started(n),
        "done, left = await asyncio.wait(t[:], return_when=asyncio.FIRST_COMPLETED)",
        "return len(done)",
    ],
    lambda n: [*_started(n), "for f in asyncio.as_completed(t[:]):", "    r = await f", "return r"],
    lambda n: [
        "async with asyncio.TaskGroup() as g:",
        *(f"    t.append(g.create_task(work{i}(o, t)))" for i in range(n)),
        "return [k.result() for k in t[:]]",
    ],
]


def random_tasks(seed: str) -> str:
    """The source of a random program with its scenario; the same seed always gives the same."""
    return _Generator(seed).source()
