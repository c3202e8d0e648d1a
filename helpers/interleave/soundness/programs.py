"""Random small programs with two or three threads and every primitive.

A program is a tree of statements, so that one that shows a mistake can be made smaller: `smaller` gives every
program with something left out. Each draws a few kinds of statements and makes all of its threads of these, so that
the threads have something to do with each other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Statement:
    """One statement of a generated program.

    Attributes:
        lines: its lines; those that end with a colon are followed by the blocks, in order.
        blocks: the statements inside.
        cost: about how many steps it takes, the blocks not counted.
    """

    lines: tuple[str, ...]
    blocks: tuple[tuple[Statement, ...], ...] = ()
    cost: int = 1

    def render(self, indent: int) -> list[str]:
        """The statement as source."""
        pad = "    " * indent
        result = []
        blocks = iter(self.blocks)
        for line in self.lines:
            result.append(pad + line)
            if line.endswith(":"):
                inner = [text for statement in next(blocks) for text in statement.render(indent + 1)]
                result += inner or [pad + "    pass"]
        return result

    def total(self) -> int:
        """About how many steps it takes."""
        return self.cost + sum(statement.total() for block in self.blocks for statement in block)

    def smaller(self) -> Iterator[Statement]:
        """The same with one thing less inside."""
        for number, block in enumerate(self.blocks):
            for less in _smaller(block):
                yield replace(self, blocks=(*self.blocks[:number], less, *self.blocks[number + 1 :]))


def _smaller(body: tuple[Statement, ...]) -> Iterator[tuple[Statement, ...]]:
    for number in range(len(body)):
        yield body[:number] + body[number + 1 :]
    for number, statement in enumerate(body):
        for block in statement.blocks:
            yield body[:number] + block + body[number + 1 :]
        for less in statement.smaller():
            yield (*body[:number], less, *body[number + 1 :])


@dataclass(frozen=True)
class RandomProgram:
    """A generated program.

    Attributes:
        bodies: what each worker does.
        main: what the main thread does between starting and joining the workers, where it starts them itself; None
            for a program in the form with workers.
        needs: the shared objects that the statements use, by name.
        timed: it sleeps or has time-outs, so on real threads it depends on the clock.
        unjoined: which workers the main thread does not join; they are daemon threads.
    """

    bodies: tuple[tuple[Statement, ...], ...]
    main: tuple[Statement, ...] | None
    needs: frozenset[str]
    timed: bool
    unjoined: frozenset[int] = field(default_factory=frozenset)

    def cost(self) -> tuple[int, ...]:
        """About how many steps each thread takes."""
        bodies = self.bodies + ((self.main,) if self.main else ())
        return tuple(sum(statement.total() for statement in body) for body in bodies)

    @property
    def can_run_for_real(self) -> bool:
        """Does it depend on no clock and on no number of a thread, and is everybody done when the result is taken?"""
        text = "\n".join(self._lines())
        waits = text.count(".start()") == len(re.findall(r"v\d+\.join\(\)", text)) and "daemon" not in text
        waits = waits and not re.search(r"\b(T\(|ex2?\.|fresh\(|Timer|sq\.shutdown|\.shutdown)", text)
        # An RLock that an ended thread still holds belongs to the number of that thread. The system gives the number
        # to a thread that starts later, which may then release the lock, or not, as it happens.
        left_held = "R.acquire(" in text
        return waits and not left_held and not self.timed and not self.unjoined

    def _lines(self) -> Iterator[str]:
        for body in (*self.bodies, self.main or ()):
            for statement in body:
                yield from statement.render(0)

    def smaller(self) -> Iterator[RandomProgram]:
        """Every program with one thing less."""
        if len(self.bodies) > 1:
            for number in range(len(self.bodies)):
                bodies = self.bodies[:number] + self.bodies[number + 1 :]
                yield replace(self, bodies=bodies, unjoined=frozenset(i for i in self.unjoined if i < len(bodies)))
        for number, body in enumerate(self.bodies):
            for less in _smaller(body):
                yield replace(self, bodies=(*self.bodies[:number], less, *self.bodies[number + 1 :]))
        if self.main is not None:
            if not self.unjoined:
                yield replace(self, main=None)
            for less in _smaller(self.main):
                yield replace(self, main=less)
        for number in self.unjoined:
            yield replace(self, unjoined=self.unjoined - {number})

    def source(self) -> str:
        """The program and its scenario."""
        text = "\n".join(self._lines())
        # what a smaller program no longer uses is left out, and what the objects need comes before them
        needed = {name for name in SHARED if _uses(text, name)}
        for name, (source, _) in reversed(SHARED.items()):
            if name in needed:
                needed |= {other for other in SHARED if other != name and _uses(source, other)}
        lines = ["import contextlib, heapq, itertools, queue, threading, time"]
        lines += ["from collections import Counter, defaultdict, deque", "from concurrent import futures", ""]
        lines += [SHARED[name][0] for name in SHARED if name in needed]
        lines += ["class State:", "    def __init__(self):"]
        lines += ["        self.x = self.y = 0", "        self.flag = False", ""]
        for number, body in enumerate(self.bodies):
            lines += [f"def worker{number}(s):", f"    r = ({number},)", "    try:"]
            lines += [text for statement in body for text in statement.render(2)] or ["        pass"]
            lines += ["    finally:", f"        seen({number}, r)", ""]
        if self.main is not None:
            lines += ["def run(s):", "    r = ('main',)"]
            for number in range(len(self.bodies)):
                daemon = ", daemon=True" if number in self.unjoined else ""
                lines.append(f"    t{number} = threading.Thread(target=worker{number}, args=(s,){daemon})")
            lines += [f"    t{number}.start()" for number in range(len(self.bodies))]
            lines += [text for statement in self.main for text in statement.render(1)]
            lines += [f"    t{number}.join()" for number in range(len(self.bodies)) if number not in self.unjoined]
            lines += ["    return r", ""]
        # while other threads may still run, the result must be taken in one go, without a step of a primitive
        alone = not self.unjoined and not _LEAVES_SOMEBODY.search(text)
        shown = ["s.x", "s.y", "s.flag"]
        shown += [SHARED[name][1] for name in SHARED if name in needed and SHARED[name][1] and (alone or name in PLAIN)]
        lines += ["# --- scenario ---", "SEEN = {}", "def seen(who, what):", "    SEEN[who] = what"]
        lines += [f"def final(s):\n    return ({', '.join(shown)}, sorted(SEEN.items(), key=str))"]
        if self.main is None:
            workers = ", ".join(f"worker{number}" for number in range(len(self.bodies)))
            lines += ["setup = State", f"workers = [{workers}]", "result = final"]
        else:
            lines += ["def main():", "    global S", "    S = State()", "    return run(S)"]
            lines += ["def result(r):", "    return (r, final(S))"]
        return "\n".join(lines) + "\n"


_LEAVES_SOMEBODY = re.compile(r"\.start\(\)|\bex2?\.submit|\bfresh\(")
"""Where a thread may still run when the others have ended."""


def _uses(text: str, name: str) -> bool:
    return re.search(rf"(?<![\w.]){name}\b", text) is not None


SHARED: dict[str, tuple[str, str]] = {
    "add_g": ("g = 0\ndef add_g(n):\n    global g\n    g += n", "g"),
    "get_g": ("def get_g():\n    return add_g and g", ""),
    "cell": (
        (
            "def make_cell():\n    n = 0\n    def add(k):\n        nonlocal n\n        n += k\n    def get():\n"
            "        return n\n    return add, get\ncell = make_cell()"
        ),
        "cell[1]()",
    ),
    "Base": ("class Base:\n    u = v = 0", "(Base.u, Base.v)"),
    "Sub": ("class Sub(Base):\n    pass", "(Sub.u, Sub.v)"),
    "sub": ("sub = Sub()", "(sub.u, sub.v)"),
    "d": ("d = {}", "sorted(d.items())"),
    "dd": ("dd = {}", "list(dd.items())"),
    "l": ("l = []", "list(l)"),
    "st": ("st = set()", "sorted(st)"),
    "A": ("A = threading.Lock()", "A.locked()"),
    "B": ("B = threading.Lock()", "B.locked()"),
    "R": ("R = threading.RLock()", ""),
    "C": ("C = threading.Condition()", ""),
    "CA": ("CA = threading.Condition(A)", ""),
    "e": ("e = threading.Event()", "e.is_set()"),
    "sem": ("sem = threading.Semaphore(1)", "sem._value"),
    "bsem": ("bsem = threading.BoundedSemaphore(1)", "bsem._value"),
    "bar": ("bar = threading.Barrier(2)", "(bar.n_waiting, bar.broken)"),
    "barc": ("HITS = []\nbarc = threading.Barrier(2, action=lambda: HITS.append(1))", "len(HITS)"),
    "q": ("q = queue.Queue()", "(list(q.queue), q.unfinished_tasks)"),
    "q1": ("q1 = queue.Queue(1)", "list(q1.queue)"),
    "lq": ("lq = queue.LifoQueue()", "list(lq.queue)"),
    "pq": ("pq = queue.PriorityQueue()", "list(pq.queue)"),
    "sq": ("sq = queue.SimpleQueue()", "sq.qsize()"),
    "gen": ("def count_up():\n    n = 0\n    while n < 4:\n        n += 1\n        yield n\ngen = count_up()", ""),
    "loc": ("loc = threading.local()", ""),
    "fut": ("fut = futures.Future()", "(fut.done(), fut.cancelled())"),
    "tick": ("def tick(s, k):\n    s.x += k\n    return s.x", ""),
    "boom": ("def boom(s):\n    s.y += 1\n    raise KeyError(s.y)", ""),
    "note": ("def note(f):\n    d[len(d)] = f.cancelled()", ""),
    "dq": ("dq = deque([1], maxlen=3)", "list(dq)"),
    "dc": ("dc = defaultdict(list)", "sorted(dc.items())"),
    "cn": ("cn = Counter()", "sorted(cn.items())"),
    "hp": ("hp = [2]", "list(hp)"),
    "it": ("it = iter([1, 2, 3])", ""),
    "ct": ("ct = itertools.count()", ""),
    "echo": (
        "def repeat():\n    n = 0\n    while n < 9:\n        n += (yield n) or 1\necho = repeat()",
        "",
    ),
    "Box": (
        (
            "class Box:\n    __slots__ = ('_n', 'm')\n    def __init__(self):\n        self._n = self.m = 0\n"
            "    @property\n    def n(self):\n        return self._n\n    @n.setter\n    def n(self, value):\n"
            "        self.m += 1\n        self._n = value\n    def __enter__(self):\n        self.m += 1\n"
            "        return self.m\n    def __exit__(self, *error):\n        self._n = self.m\n        return True"
        ),
        "",
    ),
    "box": ("box = Box()", "(box._n, box.m)"),
    "held": (
        (
            "@contextlib.contextmanager\ndef held():\n    A.acquire()\n    try:\n        yield\n"
            "    finally:\n        A.release()"
        ),
        "",
    ),
    "Slow": ("class Slow(queue.Queue):\n    def _put(self, item):\n        self.queue.append(item + 10)", ""),
    "sl": ("sl = Slow(1)", "list(sl.queue)"),
    "pp": ("pp = queue.PriorityQueue()", "list(pp.queue)"),
    "T": (
        (
            "class T(threading.Thread):\n    def __init__(self, s):\n        super().__init__(daemon=True)\n"
            "        self.s = s\n    def run(self):\n        self.s.x += 5"
        ),
        "",
    ),
    "ring": ("ring = lambda s: setattr(s, 'y', s.y + 4)", ""),
    "bar3": ("bar3 = threading.Barrier(2, timeout=1)", "(bar3.n_waiting, bar3.broken)"),
    "CR": ("CR = threading.Condition(R)", ""),
    "ex": ("ex = futures.ThreadPoolExecutor(1)", ""),
    "ex2": ("ex2 = futures.ThreadPoolExecutor(2)", ""),
    "fresh": ("def fresh(s, k):\n    return futures.ThreadPoolExecutor(1).submit(tick, s, k)", ""),
    "fut2": ("fut2 = futures.Future()", "(fut2.done(), fut2.cancelled())"),
}
"""Name -> its definition, and what of it belongs to the result."""

PLAIN = frozenset({"add_g", "Base", "Sub", "sub", "d", "dd", "l", "st", "barc", "dq", "dc", "cn", "hp", "box"})
"""Those whose part of the result is no step."""


class _Generator:
    def __init__(self, seed: str, kinds: Sequence[str]) -> None:
        self.random = random.Random(seed)
        self.kinds = sorted(kinds)
        self.names = 0

    def program(self) -> RandomProgram:
        rng = self.random
        workers = rng.choice([2, 2, 2, 3])
        kinds = rng.sample(self.kinds, min(len(self.kinds), rng.choice([1, 2, 2, 3])))
        if rng.random() < 0.7:
            kinds.append("data")
        budget = rng.choice([6, 8, 10, 11]) if workers == 2 else rng.choice([6, 8, 9])
        main: tuple[Statement, ...] | None = None
        shares = workers
        if rng.random() < 0.4:
            main = ()
            shares += rng.random() < 0.6
        each = max(1, budget // shares)
        bodies = tuple(self.body(kinds, each, number) for number in range(workers))
        unjoined: frozenset[int] = frozenset()
        if main is not None:
            if shares > workers:
                main = self.body(kinds + ["threads"] * rng.choice([0, 1]), each, workers, main=True)
            if rng.random() < 0.3:
                unjoined = frozenset({rng.randrange(workers)})
        found = RandomProgram(bodies, main, frozenset(), False, unjoined)
        return replace(found, timed=_is_timed(found))

    def body(self, kinds: list[str], budget: int, who: int, main: bool = False) -> tuple[Statement, ...]:
        statements: list[Statement] = []
        while budget > 0:
            statement = self.statement(kinds, who, 0, budget, main)
            statements.append(statement)
            budget -= max(1, statement.total())
        return tuple(statements)

    def statement(self, kinds: list[str], who: int, depth: int, budget: int, main: bool = False) -> Statement:
        kind = self.random.choice(kinds)
        for _ in range(5):
            make = self.random.choice((KINDS if kind in KINDS else FURTHER)[kind])
            made = make(self, kinds, who, depth)
            if made.total() <= budget + 1 and (main or "t0" not in " ".join(made.lines)):
                return made
        return _data(self, kinds, who, depth)

    def inner(self, kinds: list[str], who: int, depth: int, most: int = 2) -> tuple[Statement, ...]:
        if depth >= 2:
            return (_data(self, kinds, who, depth),)
        number = self.random.choice([1] * 3 + list(range(1, most + 1)))
        return tuple(self.statement([*kinds, "data"], who, depth + 1, 4) for _ in range(number))

    def name(self) -> str:
        self.names += 1
        return f"v{self.names}"


def _is_timed(program: RandomProgram) -> bool:
    text = "\n".join(program._lines())
    return re.search(r"sleep|timeout|monotonic|Timer|bar3|wait_for\(.*, 2\)", text) is not None


Maker = Callable[[_Generator, list[str], int, int], Statement]


def _data(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
    v = made.random.choice("xy")
    k = made.random.randrange(1, 4)
    return made.random.choice(
        [
            Statement((f"s.{v} += {k}",), cost=2),
            Statement((f"r += (s.{v},)",)),
            Statement((f"s.{v} = {who * 10 + k}",)),
            Statement((f"if s.{v} > {k - 1}:",), ((Statement((f"s.{made.random.choice('xy')} = {k}",)),),)),
        ]
    )


def _plain(*lines: str, cost: int = 1) -> Maker:
    """A statement that is always the same but for $k, a number, $w, the worker's number, and $n, a new name."""

    def make(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
        k = str(made.random.randrange(3))
        name = made.name()
        return Statement(
            tuple(line.replace("$k", k).replace("$w", str(who)).replace("$n", name) for line in lines), cost=cost
        )

    return make


def _around(*lines: str, cost: int = 2) -> Maker:
    """A statement with one block, after the first line that ends with a colon and is followed by another."""

    def make(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
        blocks = tuple(made.inner(kinds, who, depth) for line in lines if line.endswith(":"))
        return Statement(lines, blocks, cost)

    return make


def _tried(line: str, error: str, cost: int = 1) -> Maker:
    """A statement that may raise `error`, which is caught."""

    def make(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
        text = line.replace("$k", str(made.random.randrange(3))).replace("$w", str(who))
        return Statement(
            ("try:", f"except {error}:"),
            ((Statement((text,), cost=cost),), (Statement((f"r += ('{error.split('.')[-1]}',)",), cost=0),)),
            cost=0,
        )

    return make


def _under(lock: str, *lines: str, cost: int = 1) -> Maker:
    """Statements in a block that holds `lock`."""

    def make(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
        return Statement((f"with {lock}:",), (tuple(Statement((line,), cost=cost) for line in lines),), cost=2)

    return make


def _spin(head: str, body: str = "pass") -> Maker:
    """A loop that waits for another thread."""

    def make(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
        return Statement((head,), ((Statement((body,), cost=0),),), cost=2)

    return make


def _nested_thread(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
    name = made.name()
    daemon = made.random.choice(["", "", ", daemon=True"])
    start = Statement(("r = ()",), cost=0)
    end = Statement((f"seen('{name}', r)",), cost=0)
    lines = [f"def f{name}():", f"{name} = threading.Thread(target=f{name}{daemon})", f"{name}.start()"]
    if made.random.random() < 0.7:
        lines.append(made.random.choice([f"{name}.join()", f"{name}.join()", f"{name}.join(timeout=1)"]))
    return Statement(tuple(lines), ((start, _data(made, kinds, who, depth), end),), cost=2)


def _pool(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
    name = made.name()
    workers = made.random.choice([1, 1, 2])
    asks = made.random.choice(
        [
            (f"r += ({name}a.result(),)",),
            (f"r += ({name}a.cancel(),)",),
            (f"r += ({name}a.done(),)",),
            (
                f"{name}b = pool.submit(tick, s, 2)",
                f"r += tuple(f.result() for f in futures.as_completed([{name}a, {name}b]))",
            ),
            (f"{name}b = pool.submit(tick, s, 2)", f"r += ({name}b.cancel(),)"),
            (f"{name}b = pool.submit(tick, s, 2)", f"futures.wait([{name}a, {name}b])", f"r += ({name}b.result(),)"),
            (
                f"{name}b = pool.submit(tick, s, 2)",
                f"r += (len(futures.wait([{name}a, {name}b], return_when=futures.FIRST_COMPLETED).done),)",
            ),
            (f"{name}b = pool.submit(boom, s)", f"r += (str({name}b.exception()),)"),
            (f"{name}a.add_done_callback(note)",),
            ("r += tuple(pool.map(tick, [s, s], [1, 2]))",),
        ]
    )
    inner = (Statement((f"{name}a = pool.submit(tick, s, 1)",), cost=4), *(Statement((ask,), cost=2) for ask in asks))
    return Statement((f"with futures.ThreadPoolExecutor({workers}) as pool:",), (inner,), cost=2)


def _loop(*heads: str, error: str = "RuntimeError") -> Maker:
    """A loop over something shared, whose body may change it or see that another thread has."""

    def make(made: _Generator, kinds: list[str], who: int, depth: int) -> Statement:
        head = made.random.choice(heads)
        bodies = ("r += (k,)", "s.x += k", "s.y = k", "if k == s.x: break", "r += (s.y,)")
        body = tuple(Statement((line,), cost=2) for line in made.random.sample(bodies, made.random.choice([1, 1, 2])))
        caught = Statement((f"r += ('{error}',)",), cost=0)
        loop = Statement((head,), (body,), cost=2)
        return Statement(("try:", f"except {error}:"), ((loop,), (caught,)), cost=0)

    return make


KINDS: dict[str, list[Maker]] = {
    "data": [_data],
    "globals": [_plain("add_g(1)", cost=2), _plain("r += (get_g(),)")],
    "closures": [_plain("cell[0](1)", cost=2), _plain("r += (cell[1](),)")],
    "class attributes": [
        _plain("sub.u += 1", cost=2),
        _plain("r += (sub.u, sub.v)", cost=2),
        _plain("sub.v = $k"),
        _plain("Base.u += 1", cost=2),
        _plain("Base.v = $w + 5"),
        _plain("Sub.v += 2", cost=2),
        _plain("r += (Sub.u,)"),
        _plain("r += (getattr(sub, 'v', None),)"),
        _tried("del sub.u", "AttributeError"),
        _tried("del Sub.v", "AttributeError"),
    ],
    "dicts": [
        _plain("d[$k] = $w"),
        _plain("d[$k] = d.get($k, 0) + 1", cost=2),
        _plain("r += (d.pop($k, None),)"),
        _plain("r += ($k in d,)"),
        _plain("r += (len(d),)"),
        _plain("r += (sum(d.values()),)"),
        _plain("d.setdefault($k, $w)"),
        _tried("del d[$k]", "KeyError"),
        _tried("r += (d[$k],)", "KeyError"),
        _tried("r += tuple(sorted(k for k in d))", "RuntimeError", cost=2),
    ],
    "lists": [
        _plain("l.append($w)"),
        _plain("r += (len(l),)"),
        _plain("l[:] = l[1:]", cost=2),
        _plain("r += tuple(v for v in l)", cost=2),
        _plain("l.extend([$w, $w])"),
        _tried("l.remove($k)", "ValueError"),
        _tried("r += (l.pop(),)", "IndexError"),
        _tried("r += (l[0],)", "IndexError"),
        _tried("l[0] = $w", "IndexError"),
        _plain("r += (l[-1] if l else None,)", cost=2),
    ],
    "sets": [
        _plain("st.add($k)"),
        _plain("st.discard($k)"),
        _plain("r += ($k in st,)"),
        _plain("r += (len(st),)"),
        _tried("st.remove($k)", "KeyError"),
    ],
    "locks": [
        _around("with A:"),
        _around("with B:"),
        _plain("r += (A.acquire(blocking=False),)"),
        _plain("A.acquire()"),
        _tried("A.release()", "RuntimeError"),
        _plain("r += (A.locked(),)"),
    ],
    "timed locks": [
        _around("with A:"),
        _plain("r += (A.acquire(timeout=1),)"),
        _plain("r += (A.acquire(timeout=2),)"),
        _tried("A.release()", "RuntimeError"),
    ],
    "rlocks": [
        _around("with R:"),
        _plain("r += (R.acquire(blocking=False),)"),
        _plain("R.acquire()", cost=1),
        _tried("R.release()", "RuntimeError"),
        _plain("r += (R.acquire(timeout=1),)"),
    ],
    "conditions": [
        _under("C", "C.notify()"),
        _under("C", "C.notify_all()"),
        _under("C", "C.notify(2)"),
        _under("C", "C.wait()", cost=2),
        _under("C", "r += (C.wait(timeout=1),)", cost=2),
        _under("C", "r += (C.wait_for(lambda: s.flag),)", cost=2),
        _under("C", "s.flag = True", "C.notify_all()", cost=2),
        _tried("C.notify()", "RuntimeError"),
        _under("CA", "CA.notify()"),
        _under("CA", "CA.wait()", cost=2),
    ],
    "events": [
        _plain("e.set()"),
        _plain("e.clear()"),
        _plain("e.wait()"),
        _plain("r += (e.is_set(),)"),
        _plain("r += (e.wait(timeout=1),)"),
    ],
    "semaphores": [
        _around("with sem:"),
        _plain("sem.acquire()"),
        _plain("sem.release()"),
        _plain("sem.release(2)"),
        _plain("r += (sem.acquire(blocking=False),)"),
        _plain("r += (sem.acquire(timeout=1),)"),
        _around("with bsem:"),
        _tried("bsem.release()", "ValueError"),
    ],
    "barriers": [
        _tried("r += (bar.wait(),)", "threading.BrokenBarrierError", cost=2),
        _tried("r += (bar.wait(),)", "threading.BrokenBarrierError", cost=2),
        _tried("r += (bar.wait(timeout=1),)", "threading.BrokenBarrierError", cost=2),
        _tried("r += (barc.wait(),)", "threading.BrokenBarrierError", cost=2),
        _plain("bar.abort()"),
        _plain("bar.reset()"),
        _plain("r += (bar.n_waiting,)"),
        _plain("r += (bar.broken,)"),
    ],
    "queues": [
        _plain("q.put($w)"),
        _plain("r += (q.get(),)"),
        _tried("r += (q.get_nowait(),)", "queue.Empty"),
        _tried("r += (q.get(timeout=1),)", "queue.Empty"),
        _tried("q.task_done()", "ValueError"),
        _plain("q.join()"),
        _plain("r += (q.qsize(), q.empty())", cost=2),
    ],
    "bounded queues": [
        _plain("q1.put($w)"),
        _plain("r += (q1.get(),)"),
        _tried("q1.put_nowait($w)", "queue.Full"),
        _tried("q1.put($w, timeout=1)", "queue.Full"),
        _tried("r += (q1.get_nowait(),)", "queue.Empty"),
        _plain("r += (q1.full(),)"),
    ],
    "other queues": [
        _plain("lq.put($w)"),
        _plain("r += (lq.get(),)"),
        _plain("pq.put($k)"),
        _plain("r += (pq.get(),)"),
        _plain("sq.put($w)"),
        _plain("r += (sq.get(),)"),
        _tried("r += (pq.get_nowait(),)", "queue.Empty"),
    ],
    "order of keys": [
        _plain("dd[$k] = $w"),
        _plain("dd[$w] = $k"),
        _plain("dd.setdefault($k, $w)"),
        _plain("r += (dd.pop($k, None),)"),
        _tried("r += dd.popitem()", "KeyError"),
        _plain("r += tuple(dd)"),
    ],
    "sleeping": [
        _plain("time.sleep(1)"),
        _plain("time.sleep(2)"),
        _plain("r += (e.wait(timeout=1),)"),
        _plain("r += (e.wait(timeout=3),)"),
        _plain("e.set()"),
    ],
    "clocks": [
        _plain("time.sleep(1)"),
        _plain("r += (time.monotonic() > 0.5,)"),
        _plain("r += (e.wait(timeout=1),)"),
        _plain("e.set()"),
    ],
    "spinning": [
        _plain("s.flag = True"),
        _spin("while not s.flag:"),
        _spin("while not s.x:"),
        _spin("while not e.is_set():", "time.sleep(1)"),
        _plain("e.set()"),
        _spin("while not A.acquire(blocking=False):"),
        _tried("A.release()", "RuntimeError"),
    ],
    "generators": [
        _tried("r += (next(gen),)", "ValueError", cost=2),
        _plain("r += (next(gen, None),)", cost=2),
    ],
    "thread-local": [
        _plain("loc.v = $k", cost=0),
        _plain("r += (getattr(loc, 'v', None),)", cost=0),
        _data,
    ],
    "threads": [
        _plain("r += (t0.is_alive(),)"),
        _plain("t0.join(timeout=1)"),
        _plain("t0.join(timeout=0)"),
        _plain("r += (threading.active_count(),)"),
        _plain("t0.join()"),
    ],
    "nested threads": [_nested_thread],
    "pools": [_pool],
    "futures": [
        _plain("fut.add_done_callback(note)"),
        _tried("fut.set_result($w)", "futures.InvalidStateError"),
        _tried("fut.set_exception(ValueError($w))", "futures.InvalidStateError"),
        _plain("r += (fut.cancel(),)"),
        _plain("r += (fut.done(),)"),
        _tried("r += (fut.result(),)", "(ValueError, futures.CancelledError)"),
        _tried("r += (fut.result(timeout=1),)", "(ValueError, futures.CancelledError, TimeoutError)"),
    ],
    "exceptions": [
        _plain("if s.x > $k: raise ValueError(s.x)", cost=2),
        _plain("assert s.y < 2"),
        _data,
    ],
}


FURTHER: dict[str, list[Maker]] = {
    "loops over containers": [
        _loop("for k in d:", "for k in list(d):", "for k in d.values():", "for k in sorted(d):"),
        _loop("for k in l:", "for k in l[:]:", "for k in reversed(l):", "for k in map(abs, l):"),
        _loop("for k in dq:", "for _, k in enumerate(dq):", "for k, _ in zip(dq, l):"),
        _loop("for k, _ in d.items():", "for k in dict(d):", "for k in list(d.keys()):"),
        _plain("d[$k] = $w"),
        _plain("d.pop($k, None)"),
        _plain("l.append($w)"),
        _plain("l.insert(0, $k)"),
        _plain("dq.append($w)"),
        _tried("dq.popleft()", "IndexError"),
    ],
    "more containers": [
        _plain("dq.append($k)"),
        _plain("dq.appendleft($k)"),
        _tried("r += (dq.pop(),)", "IndexError"),
        _plain("dq.rotate(1)"),
        _plain("dq.extend([$k, $w])"),
        _plain("r += (len(dq), $k in dq)", cost=2),
        _plain("dc[$k].append($w)", cost=2),
        _plain("dc[$k] += [s.x]", cost=3),
        _plain("cn[$k] += 1", cost=2),
        _plain("cn.update([$k, $w])"),
        _plain("cn.subtract([$k])", cost=2),
        _plain("r += (cn.most_common(1),)"),
        _plain("heapq.heappush(hp, $k)"),
        _tried("r += (heapq.heappop(hp),)", "IndexError"),
        _plain("r += (hp and hp[0],)", cost=2),
    ],
    "more of lists and dicts": [
        _plain("s.d = d; s.d |= {$k: s.x}", cost=4),
        _plain("d.update({$k: $w})"),
        _tried("r += d.popitem()", "KeyError"),
        _plain("d.clear()"),
        _plain("r += (max(d, default=None, key=str),)"),
        _plain("l.sort()"),
        _plain("s.l = l; s.l += [$k]", cost=4),
        _tried("del l[0]", "IndexError"),
        _plain("del l[1:]"),
        _plain("r += (sum(l), min(l, default=None))", cost=2),
        _plain("l[:0] = [s.y]", cost=2),
        _tried("l[0], s.x = s.x, l[0]", "IndexError", cost=4),
        _tried("r += (l.index($k),)", "ValueError"),
        _plain("s.x, s.y = s.y, s.x", cost=4),
        _plain("r += (f'{s.x}{l}',)", cost=2),
        _plain("if (k := s.x) < 2: s.x = k + s.y", cost=3),
        _plain("r += tuple(s.x + k for k in l)", cost=2),
    ],
    "iterators": [
        _plain("r += (next(it, None),)"),
        _plain("r += (next(ct),)"),
        _plain("r += (list(it),)", cost=2),
        _tried("r += (next(echo),)", "(ValueError, StopIteration)", cost=2),
        _tried("r += (echo.send(2),)", "(ValueError, StopIteration, TypeError)", cost=2),
        _tried("echo.close()", "(ValueError, RuntimeError)"),
        _loop("for k in it:", "for _, k in enumerate(it):"),
    ],
    "properties": [
        _plain("box.n += $k", cost=4),
        _plain("r += (box.n, box.m)", cost=2),
        _plain("box.n = $w", cost=3),
        _plain("box.m = box.n", cost=2),
        _around("with box:", cost=4),
        _plain("with box as k: s.x = k", cost=5),
        _plain("with box: raise KeyError(s.x)", cost=5),
    ],
    "context managers": [
        _around("with held():", cost=2),
        _around("with A:"),
        _plain("with contextlib.ExitStack() as k: k.enter_context(A); s.x += 1", cost=4),
        _plain("with contextlib.suppress(KeyError): d.pop(s.x)", cost=2),
        _plain("with A, B: s.y += 1", cost=6),
        _plain("with B, A: s.y = s.x", cost=6),
        _plain("with A: raise ValueError(s.y)", cost=3),
    ],
    "timers": [
        _plain("$n = threading.Timer(1, tick, (s, 1))", "$n.start()", cost=3),
        _plain("$n = threading.Timer(1, ring, [s])", "$n.start()", "$n.cancel()", cost=3),
        _plain("$n = threading.Timer(1, ring, [s])", "$n.start()", "$n.join()", cost=4),
        _plain("$n = threading.Timer(1, ring, [s])", "$n.start()", "r += ($n.join(1), $n.is_alive())", cost=4),
        _plain("time.sleep(1)"),
    ],
    "thread classes": [
        _plain("$n = T(s)", "$n.start()", "$n.join()", cost=4),
        _plain("T(s).start()", cost=3),
        _plain("$n = T(s)", "$n.start()", "r += ($n.is_alive(),)", cost=4),
        _data,
    ],
    "shutdown of queues": [
        _plain("q.shutdown()"),
        _plain("q.shutdown(immediate=True)"),
        _plain("q1.shutdown()"),
        _tried("q.put($w)", "queue.ShutDown"),
        _tried("r += (q.get(),)", "queue.ShutDown"),
        _tried("q1.put($w)", "queue.ShutDown"),
        _tried("r += (q1.get(timeout=1),)", "(queue.ShutDown, queue.Empty)"),
        _tried("q.task_done()", "ValueError"),
        _plain("q.join()"),
    ],
    "queues of their own": [
        _plain("sl.put($k)"),
        _plain("r += (sl.get(),)"),
        _tried("sl.put_nowait($k)", "queue.Full"),
        _tried("r += (sl.get(timeout=1),)", "queue.Empty"),
        _plain("r += (sl.qsize(), sl.full())", cost=2),
        _tried("pp.put(($k, None), timeout=1)", "TypeError"),
        _tried("r += (pp.get(timeout=1)[0],)", "queue.Empty"),
    ],
    "timed conditions": [
        _under("C", "r += (C.wait_for(lambda: s.x, timeout=1),)", cost=3),
        _under("C", "r += (C.wait_for(lambda: s.flag, 2),)", cost=3),
        _under("C", "s.flag = True", "C.notify()", cost=2),
        _under("C", "s.x += 1", "C.notify_all()", cost=3),
        _under("CR", "CR.wait(timeout=1)", cost=2),
        _under("CR", "R.acquire()", "CR.wait()", "R.release()", cost=1),
        _under("CR", "CR.notify()"),
        _under("R", "CR.notify_all()"),
        _plain("r += (C.acquire(timeout=1),)"),
        _tried("C.release()", "RuntimeError"),
    ],
    "timed barriers": [
        _tried("r += (bar3.wait(),)", "threading.BrokenBarrierError", cost=2),
        _tried("r += (bar3.wait(),)", "threading.BrokenBarrierError", cost=2),
        _tried("r += (bar3.wait(2),)", "threading.BrokenBarrierError", cost=2),
        _plain("bar3.reset()"),
        _plain("bar3.abort()"),
        _plain("time.sleep(1)"),
        _plain("r += (bar3.broken,)"),
    ],
    "shared pools": [
        _tried("ex.submit(tick, s, $k)", "RuntimeError", cost=3),
        _tried("r += (ex.submit(tick, s, 1).result(),)", "RuntimeError", cost=4),
        _plain("ex.shutdown()", cost=2),
        _plain("ex.shutdown(wait=False)"),
        _plain("ex.shutdown(wait=False, cancel_futures=True)"),
        _tried("ex2.submit(tick, s, $k)", "RuntimeError", cost=3),
        _tried("ex2.submit(boom, s).add_done_callback(note)", "RuntimeError", cost=4),
        _plain("fresh(s, $k)", cost=3),
        _plain("r += (fresh(s, 1).result(),)", cost=4),
        _plain("fresh(s, 1)", "r += (threading.active_count(),)", cost=4),
    ],
    "several futures": [
        _plain("r += (len(futures.wait([fut, fut2], timeout=1).done),)"),
        _plain("r += (len(futures.wait([fut, fut2], return_when='FIRST_EXCEPTION').done),)"),
        _plain("r += (len(futures.wait([fut, fut2], return_when='FIRST_COMPLETED').not_done),)"),
        _tried("r += tuple(fut is f for f in futures.as_completed([fut, fut2], timeout=1))", "TimeoutError", cost=2),
        _tried("r += (fut2.exception(timeout=1),)", "(TimeoutError, futures.CancelledError)"),
        _tried("fut.set_result($w)", "futures.InvalidStateError"),
        _tried("fut2.set_result($k)", "futures.InvalidStateError"),
        _tried("fut2.set_exception(None)", "futures.InvalidStateError"),
        _tried("r += (fut.set_running_or_notify_cancel(),)", "RuntimeError"),
        _plain("r += (fut2.cancel(),)"),
        _plain("fut2.add_done_callback(lambda f: fut.cancel())", cost=2),
        _plain("r += (fut.running(),)"),
    ],
}
"""Kinds that are drawn where they are asked for: the programs of a seed stay what they are."""


def random_program(seed: str, kinds: Sequence[str] = ()) -> RandomProgram:
    """The program that belongs to `seed`.

    Args:
        kinds: the kinds of statements to draw from; all of `KINDS` when empty; those of `FURTHER` only by name.
    """
    return _Generator(seed, kinds or tuple(KINDS)).program()
