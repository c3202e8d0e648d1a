"""Programs that lie to the model checker or reach for it, of which none passes; and others that only look like it."""

from __future__ import annotations

import pytest

from helpers.interleave import Program, Scenario, judge

# a `__del__` that raises is reported by the interpreter, and does nothing else
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

COUNTER = """
class Counter:
    def __init__(self):
        self.n = 0

    def add(self):
        self.n += 1
"""


def judged(source: str, **more):
    """The judgement on a program in which two threads call `Counter.add`; `n` must be 2 afterwards."""
    scenario = Scenario(
        setup=lambda answer: answer.Counter(),
        workers=(lambda counter: counter.add(), lambda counter: counter.add()),
        invariant=lambda counter: type(counter.n) is int and counter.n == 2,
        **more,
    )
    return judge(Program(source, scenario))


LIARS = {
    "a metaclass says that its objects hold no attributes": """
class Liar(type):
    __flags__ = property(lambda cls: 0)
    __mro__ = property(lambda cls: (object,))
    __dict__ = property(lambda cls: {})
    __module__ = "collections"

class Counter(metaclass=Liar):
    def __init__(self): self.n = 0
    def add(self): self.n += 1
""",
    "all classes of a metaclass are equal": """
class Equal(type):
    def __eq__(cls, other): return True
    def __hash__(cls): return 1

class Plain(metaclass=Equal):
    def n(self): pass

class Counter(metaclass=Equal):
    def __init__(self): self.n = 0
    def add(self):
        Plain().n
        self.n += 1
""",
    "hashing a class never ends": """
class Stuck(type):
    def __hash__(cls):
        while True: pass

class Counter(metaclass=Stuck):
    def __init__(self): self.n = 0
    def add(self): self.n += 1
""",
    "a class says that it is of the library": """
class Counter:
    __module__ = "helpers.interleave.doubles.locks"
    n = 0
    def add(self): Counter.n += 1
""",
    "a class says that each thread has its own": """
import threading

class Counter(threading.Thread):
    _per_thread = True
    def __init__(self):
        super().__init__()
        self.n = 0
    def add(self): self.n += 1
""",
    "objects say that they are dicts": """
class Counter:
    __class__ = property(lambda self: dict)
    def __init__(self): self.n = 0
    def add(self): self.n += 1
""",
    "the attribute and the __dict__ are one": """
class Counter:
    def __init__(self): self.n = 0
    def add(self): self.__dict__["n"] = self.n + 1
""",
    "the attribute is changed by update": """
class Counter:
    def __init__(self): self.n = 0
    def add(self):
        n = self.n
        vars(self).update(n=n + 1)
""",
    "what is stored is not what is named": """
class Counter:
    def __init__(self): object.__setattr__(self, "n", 0)
    def __setattr__(self, name, value): object.__setattr__(self, "n", value)
    def add(self): self.m = self.n + 1
""",
    "what is read is not what is named": """
class Counter:
    def __init__(self): self.n = 0
    def __getattribute__(self, name): return super().__getattribute__("n" if name == "m" else name)
    def add(self): self.n = self.m + 1
""",
    "a name equals nothing, not even itself": """
class Name(str):
    def __eq__(self, other): return False
    def __hash__(self): return id(self)

class Counter:
    def __init__(self): self.n = 0
    def add(self): setattr(self, Name("n"), getattr(self, Name("n")) + 1)
""",
    "a key equals nothing, not even itself": """
class Odd(type):
    def __eq__(cls, other): return True
    def __hash__(cls): return hash(int)

class Key(metaclass=Odd):
    def __hash__(self): return 1
    def __eq__(self, other): return isinstance(other, Key)

class Counter:
    def __init__(self): self.d = {Key(): 0}
    n = property(lambda self: self.d[Key()])
    def add(self): self.d[Key()] = self.d[Key()] + 1
""",
    "a variable is changed through globals()": """
n = 0

class Counter:
    n = property(lambda self: n)
    def add(self): globals().update(n=n + 1)
""",
    "an attribute is read by attrgetter": """
import operator

class Counter:
    def __init__(self): self.n = 0
    def add(self): self.n = operator.attrgetter("n")(self) + 1
""",
    "the end of an execution is caught": """
class Counter:
    def __init__(self): self.n = 0
    def add(self):
        for _ in range(3):
            try:
                self.n += 1
                return
            except BaseException:
                continue
""",
    "the end of an execution is swallowed": """
class Counter:
    def __init__(self): self.n = 0
    def add(self):
        try:
            self.n += 1
        finally:
            return
""",
    "an object ends with an exception": COUNTER + "\n    def __del__(self): raise KeyboardInterrupt\n",
    "an object ends never": COUNTER + "\n    def __del__(self):\n        while True: pass\n",
    "an object waits for ever when it ends": COUNTER
    + """
    def __del__(self):
        import threading
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()
""",
    "the text of an object is an error": COUNTER + "\n    def __repr__(self): raise SystemExit\n",
    "the text of an object never ends": COUNTER + "\n    def __repr__(self):\n        while True: pass\n",
    "the text of an object changes it": COUNTER + "\n    def __repr__(self):\n        self.n += 1\n        return ''\n",
    "the text of an object prints and waits": COUNTER
    + """
    def __repr__(self):
        import threading
        print("x" * 10**7)
        threading.Event().wait()
""",
    "an object has every attribute": COUNTER + "\n    def __getattr__(self, name): return self\n",
    "an object equals everything": COUNTER + "\n    def __eq__(self, other): return True\n",
}


@pytest.mark.parametrize("source", LIARS.values(), ids=LIARS)
def test_a_lost_update_is_found_whatever_the_program_says(source):
    found = judged(source)
    assert (found.result, found.kind) == ("failed", "wrong-result"), found.message
    assert judged(source) == found


ATTACKS = {
    "found = print.__globals__": "`__globals__`",
    "def never_called(f): return f.__code__": "`__code__`",
    "found = getattr(print, '__glo' + 'bals__')": "`__globals__`",
    "found = object.__getattribute__(print, '__clo' + 'sure__')": "`__closure__`",
    "import operator\nfound = operator.attrgetter('__glo' + 'bals__')(print)": "`__globals__`",
    "found = '{0.__globals__}'.format(print)": "`__globals__`",
    "found = list(map(str.format, ['{0.__glo' + 'bals__}'], [print]))": "`__globals__`",
    "found = '{f.__dict__}'.format_map({'f': print})": "`__dict__`",
    "import functools\nfound = functools.reduce(getattr, ['__glo' + 'bals__'], print)": "`__globals__`",
    "match print:\n    case object(__code__=found): pass": "`__code__`",
    "class C:\n    __match_args__ = ('__glo' + 'bals__',)": "`__match_args__`",
    "found = (x for x in ()).gi_frame": "`gi_frame`",
    "try: 1 / 0\nexcept Exception as error: found = error.__traceback__.tb_frame": "`tb_frame`",
    "found = object.__subclasses__()": "`__subclasses__`",
    "class C:\n    def __annotate__(form): return {'a=1': int}": "`__annotate__`",
    "found = type.__dict__": "`__dict__`",
    "import threading\nfound = vars(threading)": "the module threading",
    "import threading\nfound = vars(threading.Lock())": "a Lock",
    "found = len.__self__": "`__self__`",
    "found = __loader__": "`__loader__`",
    "import logging\nfound = logging.os": "`logging.os`",
    "from collections import abc\nfrom traceback import sys": "`traceback.sys`",
    "import sys\nfound = sys._getframe()": "`sys._getframe`",
    "import helpers.checker": "`helpers.checker`",
    "found = __import__('help' + 'ers.checker')": "the module helpers.checker",
    "import threading\nthreading.Lock().__class__ = int": "`__class__`",
    "import threading\ntype.__setattr__(threading.Thread, 'start', None)": "`__setattr__`",
    "import pickle\nfound = pickle.loads(b'cos\\nsystem\\n.')": "`os.system`",
    "𝓏 = 1\nimport time\nfound = time.sleep.__ｇlobals__": "`__globals__`",
}


@pytest.mark.parametrize(("line", "named"), ATTACKS.items(), ids=map(repr, ATTACKS))
def test_what_leads_into_the_interpreter_is_refused_and_named_with_its_line(line, named):
    found = judged("\n" + line + "\n" + COUNTER)
    assert (found.result, found.kind) == ("cannot-judge", "attack"), found.message
    assert named in found.message
    assert found.line == 1 + len(line.splitlines())


@pytest.mark.parametrize(
    "way", ["pickle.loads(pickle.dumps(Patch()))", "copy.copy(Patch())", "a.send(Patch()); b.recv()"]
)
def test_copying_and_sending_do_not_change_the_library(way):
    source = f"""
import copy, multiprocessing, pickle, threading

def lock(): return threading.Lock
def acquire(self): return True

class Patch:
    def __reduce__(self): return lock, (), (None, {{"acquire": acquire}})

def send():
    a, b = multiprocessing.Pipe()
    {way}
"""
    found = judged(source + COUNTER.replace("self.n += 1", "send()"))
    assert (found.result, found.kind) == ("cannot-judge", "attack"), found.message
    assert judged(COUNTER).kind == "wrong-result"


REFUSED = {
    "import os\nos.kill(1, 9)": "os.kill",
    "from os import fork": "os.fork",
    "import subprocess": "subprocess",
    "import threading\nthreading.Thread.start = None": "Thread.start",
    "import builtins\ndel builtins.len": "builtins",
    "import threading\nthreading.Lock()._take(None)": "`_take` of a Lock",
    "import enum\nenum.IntEnum._convert_('x', 'json', bool)": "`_convert_`",
    "import typing\ntyping.get_type_hints(int)": "typing.get_type_hints",
    "import logging\nlogging.basicConfig(filename='x')": "log file",
    "exec('1')": "exec()",
    "_rc_write = 1": "'_rc_write'",
}


@pytest.mark.parametrize(("line", "named"), REFUSED.items(), ids=map(repr, REFUSED))
def test_what_cannot_be_followed_is_named(line, named):
    found = judged(line + "\n" + COUNTER)
    assert (found.result, found.kind) == ("cannot-judge", "cannot-judge"), found.message
    assert named in found.message


INNOCENT = """
from __future__ import annotations

import abc, collections, contextlib, copy, dataclasses, enum, functools, gc, inspect, io, logging, operator, os, pickle
import random, string, sys, threading, traceback, typing, uuid, warnings, weakref

logging.basicConfig(level=logging.INFO)
log = logging.getLogger(__name__)


class Color(enum.Enum):
    RED = 1


class Pair(typing.NamedTuple):
    a: int
    b: int = 2


@dataclasses.dataclass(frozen=True)
class Box:
    size: int
    twice: int = 0

    def __post_init__(self):
        object.__setattr__(self, "twice", 2 * self.size)


class Base(abc.ABC):
    registry = []

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        Base.registry.append(cls.__name__)

    @abc.abstractmethod
    def add(self): ...


class Named:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return self if instance is None else instance.__dict__.get(self.name, 0)

    def __set__(self, instance, value):
        instance.__dict__[self.name] = value


class Worker(threading.Thread):
    def __init__(self, task):
        super().__init__()
        self._task = task
        self._cancelled = False
        self.owner = "me"

    def run(self):
        self._task()


def logged(function):
    @functools.wraps(function)
    def call(*arguments, **keywords):
        log.info("calling %s", function.__name__)
        return function(*arguments, **keywords)

    return call


@functools.singledispatch
def show(value):
    return "?"


@show.register
def _(value: int):
    return "int"


class Counter(Base):
    step = Named()

    def __init__(self):
        super().__init__()
        self.n = 0
        self._lock = threading.Lock()
        self.step = 1

    @logged
    def add(self):
        "Adds one."
        with self._lock:
            self.n += self.step

    def __repr__(self):
        return f"{self.__class__.__name__}({self.n})"


counter = Counter()
assert type(counter).__name__ == "Counter" and counter.__class__ is Counter and Counter.__mro__[1] is Base
assert Base.registry == ["Counter"] and Counter.add.__wrapped__.__doc__ == Counter.add.__doc__ == "Adds one."
assert set(vars(counter)) == {"n", "_lock", "step"} and "n" in counter.__dict__ and "add" in dir(counter)
assert "{0.n} {0!r}".format(counter) == "0 Counter(0)" and string.Formatter().format("{0.n}", counter) == "0"
assert operator.attrgetter("n")(counter) == 0 and operator.methodcaller("__repr__")(counter) == "Counter(0)"
assert getattr(counter, "missing", None) is None and hasattr(counter, "n") and not hasattr(os, "fork")
assert Color.RED._value_ == 1 and Color["RED"].name == "RED" and list(Color.__members__) == ["RED"]
assert Pair(1)._replace(b=3)._asdict() == {"a": 1, "b": 3} and Pair._fields == ("a", "b")
assert Box(2).twice == 4 and dataclasses.asdict(Box(1)) == {"size": 1, "twice": 2}
assert list(inspect.signature(show).parameters) == ["value"] and inspect.isfunction(logged)
assert show(1) == "int" and show("x") == "?"
assert copy.deepcopy([Box(1)]) == [Box(1)]
assert pickle.loads(pickle.dumps([Box(3), Color.RED])) == [Box(3), Color.RED]
assert threading.Semaphore(3)._value == 3 and weakref.ref(counter)() is counter
worker = Worker(lambda: None)
worker.start(); worker.join()
assert worker.owner == "me" and not worker._cancelled
gc.collect()
globals()["made"] = 5
assert made == 5 and "made" in globals() and globals().get("nothing") is None
assert not [name for name in dir() if name[:4] == "_rc_"]
try:
    try:
        {}["x"]
    except KeyError as error:
        raise ValueError("y") from error
except ValueError as error:
    assert isinstance(error.__cause__, KeyError) and error.__traceback__.tb_lineno
    assert "ValueError: y" in traceback.format_exc()
    text = io.StringIO()
    traceback.print_exc(file=text)
    assert sys.exc_info()[0] is ValueError and "KeyError" in text.getvalue()
with contextlib.suppress(AttributeError):
    counter.nothing


def hints(a: int, b=3) -> str:
    here = locals()
    return sorted(here)


assert hints(1) == ["a", "b"] and hints.__defaults__ == (3,) and set(hints.__annotations__) == {"a", "return"}
Made = type("Made", (Base,), {"add": lambda self: None})
assert Made.__name__ == "Made" and isinstance(Made(), Base) and uuid.uuid4() != uuid.uuid4()
"""


def test_what_lessons_and_good_programs_use_is_judged():
    found = judged(INNOCENT)
    assert (found.result, found.message) == ("passed", "")


def test_the_same_program_without_its_lock_fails():
    found = judged(INNOCENT.replace("with self._lock:", "if True:"))
    assert (found.result, found.kind) == ("failed", "wrong-result"), found.message


def test_the_text_of_an_exception_cannot_end_or_stop_the_judge():
    for text in ("raise SystemExit", "while True: pass", "print('x' * 10**7)", "raise KeyboardInterrupt", "return 5"):
        source = f"class Bad(Exception):\n    def __str__(self):\n        {text}\n" + COUNTER.replace(
            "self.n += 1", "raise Bad"
        )
        found = judged(source)
        assert (found.result, found.kind) == ("failed", "exception")
        assert "Bad" in found.message


def test_a_hook_for_exceptions_may_be_set():
    fails = "self.n = 2; t = threading.Thread(target=int, args='x'); t.start(); t.join(); assert seen"
    source = "\nimport threading\nseen = []\nthreading.excepthook = lambda arguments: seen.append(arguments)\n"
    assert judged(COUNTER.replace("self.n += 1", fails) + source).result == "passed"


def test_one_program_leaves_nothing_for_the_next():
    judged("import logging, sys\nlogging.basicConfig()\nlogging.root.x = 1\nsys.x = 1\n" + COUNTER)
    source = "import logging\nassert not logging.root.handlers and not hasattr(logging.root, 'x')\n" + COUNTER
    assert judged(source).kind == "wrong-result"
