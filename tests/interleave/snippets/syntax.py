"""One function per construct; each is run as it is and rewritten. They are written to be hard, not to be good."""

import asyncio
import collections
import contextlib
import dataclasses
import enum
import functools
import itertools
import operator
from collections import OrderedDict, defaultdict, deque
from typing import Generic, NamedTuple, TypeVar

log = []
total = 0


def noted(value):
    log.append(value)
    return value


class Box:
    kind = "box"

    def __init__(self, **fields):
        self.__dict__.update(fields)

    def __repr__(self):
        return f"Box({self.__dict__})"


def case_assignments_evaluate_the_value_before_the_targets():
    box, values = Box(), {}
    noted(box).a = noted(1)
    values[noted("key")] = noted(2)
    noted(values)[noted("x")], noted(box).b = noted(3), noted(4)
    return log, box, values


def case_chained_assignments_go_from_left_to_right():
    box, items = Box(), [0, 0]
    i = 0
    i = items[i] = box.value = noted(1)
    a = b = items
    a.append(5)
    return i, items, box, b is items, log


def case_assignments_unpack():
    box, items = Box(), [0] * 4
    (a, (box.b, *items[1:3])), *rest = [1, (2, 3, 4)], 5, 6
    [c, d] = "cd"
    *first, last = range(3)
    (*all_of_them,) = "xyz"
    return a, box, items, rest, c, d, first, last, all_of_them


def case_unpacking_too_few_or_too_many_raises():
    seen = []
    for values in ((1,), (1, 2, 3), 5, {1: 2, 3: 4}, "ab", iter([1, 2])):
        try:
            box = Box()
            box.a, box.b = values
            seen.append(box)
        except Exception as error:
            seen.append((type(error).__name__, str(error)))
    return seen


def case_annotated_assignments_with_and_without_a_value():
    box = Box()
    x: int = 3
    y: "unknown"
    box.value: int = noted(4)
    (z): int = 5
    try:
        return y
    except UnboundLocalError as error:
        return x, z, box, str(error)


def case_augmented_assignments_read_once_and_write_once():
    box, items, table = Box(n=1, l=[1]), [1, 2, 3], defaultdict(int)
    noted(box).n += noted(2)
    items[noted(1)] *= noted(10)
    table["a"] += 1
    table["a"] -= 3
    items[0:2] += [7]
    box.l += [2]
    same = box.l
    same += (3,)
    n = 7
    n //= 2
    n **= 3
    n %= 20
    n <<= 2
    n >>= 1
    n |= 1
    n &= 7
    n ^= 2
    n /= 2
    text = "a"
    text += "b"
    return box, items, dict(table), n, text, same is box.l, log


def case_augmented_assignment_on_a_tuple_raises_and_still_changes_the_list():
    pair = ([1], 2)
    try:
        pair[0] += [2]
    except TypeError as error:
        return pair, str(error)


class Matrix:
    def __init__(self, value):
        self.value = value

    def __matmul__(self, other):
        return Matrix(self.value * other.value)

    def __imatmul__(self, other):
        self.value *= 100 * other.value
        return self

    def __add__(self, other):
        return NotImplemented

    def __radd__(self, other):
        return Matrix(self.value + 1)


def case_operators_that_classes_define():
    a, b = Matrix(2), Matrix(3)
    c = a @ b
    a @= b
    try:
        d = a + 1
    except TypeError as error:
        d = str(error)
    return c.value, a.value, (1 + b).value, d


def case_all_operators():
    x, y = 13, 5
    return (
        x + y, x - y, x * y, x / y, x // y, x % y, x**y, x << y, x >> y, x | y, x & y, x ^ y, -x, +x, ~x, not x,
        x == y, x != y, x < y, x <= y, x > y, x >= y, x is y, x is not y, x in [y], x not in [y],
    )


def case_comparisons_chain_and_stop_early():
    return [1 < noted(x) < 3 < noted(x + 10) for x in (0, 2, 5)], log


def case_boolean_operators_give_their_operands_and_stop_early():
    empty, full = [], [1]
    return (empty or noted("a"), full or noted("b"), empty and noted("c"), full and noted("d") and {}, not empty, log)


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        noted(f"asked {self.value}")
        return self.value


def case_truth_is_asked_once():
    yes, no = Truth(True), Truth(False)
    if yes and not no:
        noted("if")
    x = 1 if no else 2
    while yes:
        yes = no
    assert x
    picked = [t.value for t in (yes, no) if t or not t]
    return log, x, picked, (no or yes) is yes


class Length:
    def __len__(self):
        return noted(0)

    def __contains__(self, value):
        return noted(value) == 3

    def __iter__(self):
        return iter("abc")

    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        noted((key, value))

    def __delitem__(self, key):
        noted(("del", key))


def case_containers_that_classes_define():
    thing = Length()
    thing[1] = 2
    thing[1:2, ...] = 3
    del thing[::2]
    thing[5] += 1
    return bool(thing), 3 in thing, 4 not in thing, list(thing), thing[1:2], thing[1:, ..., ::3], [*thing], log


def case_slices():
    items, text = list(range(10)), "abcdef"
    items[1:3] = "xy"
    items[::4] = [0, 0, 0]
    del items[5:7]
    last = items[-1]
    return items, text[::-1], text[1:-1], items[slice(1, 3)], last, items[:]


def case_indices_out_of_range_and_missing_keys_raise():
    seen = []
    for function in (
        lambda: [][0], lambda: {}["a"], lambda: (1,)[5], lambda: "a"["b"], lambda: 5[0], lambda: [1]["x"],
        lambda: {}[[]], lambda: [1].index(2), lambda: {}.pop("a"), lambda: [].pop(), lambda: set().remove(1),
    ):
        try:
            function()
        except Exception as error:
            seen.append((type(error).__name__, str(error)))
    return seen


def case_deletions():
    box, items, table = Box(a=1, b=2), [1, 2, 3, 4], {"k": 1, "j": 2}
    gone = 3
    del box.a, items[noted(0)], table["k"]
    del (items[0], [gone])
    try:
        gone
    except UnboundLocalError:
        noted("gone")
    try:
        del box.a
    except AttributeError as error:
        noted(str(error))
    return box, items, table, log


def case_attributes_of_many_kinds():
    class Base:
        shared = []

        def __init__(self):
            self.own = 1

        @property
        def double(self):
            return self.own * 2

        @double.setter
        def double(self, value):
            self.own = value // 2

        @staticmethod
        def fixed():
            return "fixed"

        @classmethod
        def made(cls):
            return cls.__name__

        @functools.cached_property
        def slow(self):
            return noted(self.own)

    class Child(Base):
        def __init__(self):
            super().__init__()
            self.more = super().fixed()

    thing = Child()
    thing.double = 10
    thing.shared.append(1)
    Base.count = 0
    Child.count += 5
    thing.count += 1
    return (
        thing.own, thing.double, thing.fixed(), thing.made(), Base.shared, Base.count, Child.count, thing.count,
        thing.slow, thing.slow, thing.more, log, hasattr(thing, "none"), getattr(thing, "none", 7),
    )


def case_attributes_that_are_missing_raise():
    seen = []
    for thing in (Box(), Box, 5, "text", None, log, len):
        try:
            thing.missing
        except AttributeError as error:
            seen.append((str(error), error.name))
        try:
            thing.missing = 1
            del thing.missing
        except (AttributeError, TypeError) as error:
            seen.append(type(error).__name__)
    return seen


def case_slots_and_descriptors():
    class Field:
        def __set_name__(self, owner, name):
            self.name = "_" + name

        def __get__(self, thing, owner=None):
            return self if thing is None else noted(getattr(thing, self.name, "unset"))

        def __set__(self, thing, value):
            setattr(thing, self.name, noted(value))

        def __delete__(self, thing):
            noted("deleted")

    class Point:
        __slots__ = ("_y", "x")
        y = Field()

    point = Point()
    point.x = 1
    point.x += 1
    point.y = 5
    point.y += 1
    del point.y
    try:
        point.z = 1
    except AttributeError:
        noted("no z")
    return point.x, point.y, log


class Loose:
    def __getattr__(self, name):
        return f"made {name}"

    def __setattr__(self, name, value):
        object.__setattr__(self, name, [value])


def case_attribute_access_that_a_class_defines():
    loose = Loose()
    loose.a = 1
    loose.a += [2]
    return loose.a, loose.b, loose.c.upper()


class Secret:
    __hidden = 1

    def __init__(self):
        self.__own = 2

    def __add_up(self):
        return self.__hidden + self.__own

    def look(self):
        self.__own += 1
        Secret.__hidden += 1
        keep = lambda: self.__own
        return self.__add_up(), keep(), [self.__own for _ in range(1)]

    def forget(self):
        del self.__own


def case_private_names():
    secret = Secret()
    seen = secret.look()
    secret.forget()
    return seen, sorted(vars(secret)), secret._Secret__hidden


def case_calls_with_every_kind_of_argument():
    def show(a, /, b, *args, c=3, d, **kw):
        return a, b, args, c, d, sorted(kw.items())

    rest, names = [4, 5], {"d": 6, "e": 7}
    return (
        show(1, 2, d=3), show(*rest, *rest, d=0), show(1, b=2, **names), show(1, *rest, x=1, **names),
        show(noted(1), noted(2), *noted([3]), c=noted(4), **noted({"d": 5})), log,
    )


def case_calls_with_wrong_arguments_raise():
    def show(a, b=2, *, c):
        return a, b, c

    seen = []
    for call in (lambda: show(), lambda: show(1), lambda: show(1, 2, 3, c=4), lambda: show(1, c=1, x=2), lambda: 5(),
                 lambda: None(), lambda: show(*5, c=1), lambda: show(1, **5), lambda: show(1, c=1, **{"c": 2})):
        try:
            call()
        except TypeError as error:
            seen.append(str(error))
    return seen


def case_defaults_are_made_once():
    def remember(value, seen=[], *, also={}):
        seen.append(value)
        also[value] = len(seen)
        return seen, also

    remember(1)
    return remember(2), remember(3, []), remember.__defaults__


def case_decorators_go_from_the_inside_out():
    def mark(name):
        noted(f"make {name}")

        def decorate(function):
            noted(f"apply {name}")

            @functools.wraps(function)
            def wrapper(*args, **kw):
                return name, function(*args, **kw)

            return wrapper

        return decorate

    @mark("a")
    @mark("b")
    def work(x):
        """Works."""
        return x

    @mark("class")
    class Thing:
        pass

    return work(1), work.__name__, work.__doc__, Thing()[0], log


def case_closures_share_their_variables():
    def counter():
        count = 0

        def up(by=1):
            nonlocal count
            count += by
            return count

        def look():
            return count

        return up, look

    up, look = counter()
    other, other_look = counter()
    up()
    up(5)
    other()
    return look(), other_look()


def case_closures_in_loops_see_the_last_value():
    return [f() for f in [lambda: i for i in range(3)]], [f() for f in [lambda i=i: i for i in range(3)]]


def case_globals_are_changed_by_functions():
    global total, brand_new

    def add():
        global total
        total += 5
        total = total * 2

    add()
    brand_new = [total]
    brand_new += [1]
    del total
    try:
        total
    except NameError as error:
        return str(error), brand_new


def case_names_that_are_not_bound_raise():
    seen = []
    def early():
        return late
    try:
        early()
    except NameError as error:
        seen.append(str(error))
    late = 1
    def local():
        if not late:
            x = 1
        return x
    try:
        local()
    except UnboundLocalError as error:
        seen.append(str(error))
    try:
        never_heard_of
    except NameError as error:
        seen.append((str(error), error.name))
    return seen, early()


def case_recursion():
    def fib(n):
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    return fib(10)


def case_loops_with_else_break_and_continue():
    seen = []
    for i in range(5):
        if i == 1:
            continue
        if i == 3:
            break
        seen.append(i)
    else:
        seen.append("not here")
    for (i, (j, *k)) in [(1, "abc")]:
        seen.append((i, j, k))
    else:
        seen.append("for else")
    n = 3
    while n:
        n -= 1
        if n == 1:
            continue
    else:
        seen.append("while else")
    while True:
        break
    else:
        seen.append("not here")
    return seen, i, n


def case_loops_store_their_variable_wherever_they_are_told():
    box, items = Box(), [0]
    for box.i in range(3):
        for items[0] in "ab":
            pass
    with contextlib.nullcontext((1, 2)) as (box.a, items[0]):
        pass
    return box, items


def case_changing_what_is_iterated_over():
    items = [1, 2, 3]
    for x in items:
        if len(items) < 6:
            items.append(x * 10)
    seen = []
    for make in (dict.fromkeys, set):
        thing = make([1, 2, 3])
        try:
            for x in thing:
                thing.pop(x) if isinstance(thing, dict) else thing.discard(x)
        except RuntimeError as error:
            seen.append(str(error))
    return items, seen


def case_iterating_over_many_things():
    table = {"a": 1, "b": 2}
    queue = deque([1, 2])
    return (
        [x for x in table], [*table.items()], [(k, v) for k, v in table.items()], list(reversed(queue)), [*queue],
        dict(zip("ab", queue)), {**table, "c": 3}, sum(queue), [x for x in itertools.chain(queue, table)],
        {v: k for k, v in table.items()}, {len(k) for k in table}, list(map(operator.neg, queue)),
        sorted(table, reverse=True), max(table.values()), any(queue), list(enumerate("ab")),
    )


def case_comprehensions_nest_and_have_variables_of_their_own():
    x = "outer"
    table = [[i * j for j in range(3) if j != i] for i in range(3)]
    flat = [y for row in table for y in row if y if y > 0]
    pairs = {(i, j): i + j for i in range(2) for j in range(i)}
    unique = {x % 2 for x in range(5)}
    lazy = (noted(x) for x in range(3))
    first = next(lazy)
    kept = [last := x for x in range(3)]
    return x, table, flat, pairs, unique, first, list(lazy), log, kept, last


def case_a_walrus_stores_and_gives():
    if (n := len("abc")) > 2 and (m := n + 1):
        n = (n, m)
    items = [y := 1, y**2, (z := y + 1)]
    return n, items, z, [(k, v) for k in range(3) if (v := k * 2) > 1], v


def case_generators_are_lazy_and_can_be_sent_to():
    def echo():
        got = yield "first"
        while got is not None:
            got = yield got * 2
        return "result"

    def outer():
        result = yield from echo()
        noted(result)
        yield from [1, 2]
        yield

    generator = outer()
    seen = [next(generator), generator.send(5), generator.send("a"), generator.send(None), *generator]
    return seen, log


def case_generators_can_be_thrown_into_and_closed():
    def careful():
        try:
            yield 1
            yield 2
        except ValueError as error:
            yield f"caught {error}"
        finally:
            noted("closed")

    one, two, three = careful(), careful(), careful()
    seen = [next(one), one.throw(ValueError("x")), next(two)]
    one.close()
    two.close()
    next(three)
    try:
        three.throw(KeyError("y"))
    except KeyError as error:
        seen.append(str(error))
    try:
        next(two)
    except StopIteration as stop:
        seen.append(stop.value)
    return seen, log


def case_a_generator_that_raises_stop_iteration_raises_runtime_error():
    def bad():
        yield 1
        raise StopIteration

    return list(bad())


def case_generator_expressions_look_at_their_first_iterable_at_once():
    try:
        (x for x in 5)
    except TypeError as error:
        return str(error)


def case_coroutines():
    class Ticker:
        def __init__(self):
            self.n = 0

        def __aiter__(self):
            return self

        async def __anext__(self):
            self.n += 1
            if self.n > 3:
                raise StopAsyncIteration
            return self.n

        async def __aenter__(self):
            noted("enter")
            return self

        async def __aexit__(self, *exc):
            noted(exc[0] and exc[0].__name__)
            return True

    async def numbers():
        for i in range(2):
            yield i

    async def work():
        seen = []
        async for x in Ticker():
            if x == 2:
                continue
            seen.append(x)
        else:
            seen.append("else")
        async with Ticker() as ticker, Ticker():
            seen.append(ticker.n)
            raise ValueError
        seen += [i * 2 async for i in numbers() if i]
        seen.append(await later())
        return seen, [x async for x in numbers()], {x: x async for x in numbers()}

    async def later():
        return "later"

    coroutine = work()
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value, log


def case_exceptions_are_caught_by_type_and_in_order():
    seen = []

    def attempt(function):
        try:
            function()
        except ZeroDivisionError:
            seen.append("zero")
        except (KeyError, IndexError) as error:
            seen.append(repr(error))
        except Exception as error:
            seen.append(type(error).__name__)
        else:
            seen.append("fine")
        finally:
            seen.append("finally")

    for function in (lambda: 1 / 0, lambda: {}[1], lambda: [][1], lambda: int("x"), lambda: 1):
        attempt(function)
    try:
        error
    except NameError as gone:
        seen.append(str(gone))
    return seen


def case_finally_wins_over_return_and_break():
    def one():
        try:
            return "try"
        finally:
            noted("one")

    def two():
        for i in range(3):
            try:
                continue
            finally:
                if i == 1:
                    break
        return i

    def three():
        try:
            raise ValueError
        except ValueError:
            return "except"
        finally:
            noted("three")

    return one(), two(), three(), log


def case_exceptions_have_causes_and_contexts():
    try:
        try:
            {}["missing"]
        except KeyError as error:
            raise ValueError("outer") from error
    except ValueError:
        try:
            raise
        except ValueError as again:
            again.add_note("a note")
            1 / 0


def case_raise_from_none_hides_the_context():
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("plain") from None


def case_bare_except_and_base_exception():
    seen = []
    try:
        raise KeyboardInterrupt
    except BaseException as error:
        seen.append(type(error).__name__)
    try:
        raise SystemExit(3)
    except:
        seen.append("bare")
    try:
        raise 5
    except TypeError as error:
        seen.append(str(error))
    return seen


def case_exception_groups_are_parted():
    seen = []
    try:
        raise ExceptionGroup("many", [ValueError(1), KeyError("k"), ExceptionGroup("inner", [ValueError(2)])])
    except* ValueError as group:
        seen.append([str(e) for e in group.exceptions])
    except* KeyError as group:
        seen.append(str(group))
    finally:
        seen.append("finally")
    return seen


def case_what_is_not_caught_of_a_group_goes_on():
    try:
        raise ExceptionGroup("many", [ValueError(1), OSError("k")])
    except* ValueError:
        raise KeyError("new")


def case_assertions_fail_with_their_message():
    seen = []
    for value in (0, [], None, "x"):
        try:
            assert value, noted(f"no {value}")
        except AssertionError as error:
            seen.append(str(error))
    assert 1 + 1 == 2
    assert (lambda: [])() == [1], {"a": 1}


def case_with_statements_enter_and_leave_in_order():
    class Door:
        def __init__(self, name, swallow=False):
            self.name, self.swallow = name, swallow

        def __enter__(self):
            noted(f"in {self.name}")
            return self

        def __exit__(self, kind, value, trace):
            noted(f"out {self.name} {kind and kind.__name__}")
            return self.swallow

    with Door("a") as a, Door("b", True) as (b):
        noted(b.name)
        raise KeyError
    with (Door("c"), Door("d") as d):
        noted(d.name)
    with contextlib.suppress(ValueError), contextlib.ExitStack() as stack:
        stack.enter_context(Door("e"))
        stack.callback(noted, "callback")
        int("x")
    return log


@contextlib.contextmanager
def opened(name):
    noted(f"open {name}")
    try:
        yield name.upper()
    except LookupError as error:
        noted(repr(error))
        raise
    finally:
        noted(f"close {name}")


def case_context_managers_made_of_generators():
    with opened("x") as x:
        noted(x)
    try:
        with opened("y"):
            {}["z"]
    except KeyError as error:
        noted(str(error))
    return log


def case_classes_have_bodies_that_run():
    class Meta(type):
        def __new__(cls, name, bases, namespace, **options):
            noted(sorted(k for k in namespace if not k.startswith("__")))
            return super().__new__(cls, name, bases, namespace)

        def __init__(cls, name, bases, namespace, flag=None):
            super().__init__(name, bases, namespace)
            cls.flag = flag

        @property
        def title(cls):
            return cls.__name__.title()

    class Thing(Box, metaclass=Meta, flag="up"):
        """A thing."""

        x = 1
        y = [x for _ in range(2)] if False else [1]
        x += 1
        if x:
            z = x
        for i in range(2):
            pass

        def method(self):
            return __class__.__name__, self.x

    thing = Thing(a=1)
    return thing.method(), Thing.flag, Thing.title, Thing.x, Thing.z, Thing.i, Thing.__doc__, log, thing


def case_classes_that_use_variables_around_them():
    x = "function"

    class A:
        inner = x
        x = "class"
        seen = [x for x in [x]]

        class B:
            def look(self):
                return x

    return A.inner, A.x, A.seen, A.B().look()


def case_multiple_inheritance_and_super():
    class Base:
        def go(self):
            return ["base"]

    class Left(Base):
        def go(self):
            return ["left", *super().go()]

    class Right(Base):
        def go(self):
            return ["right", *super().go()]

    class Both(Left, Right):
        def go(self):
            return ["both", *super(Both, self).go()]

    return Both().go(), [c.__name__ for c in Both.__mro__]


@dataclasses.dataclass(order=True)
class Card:
    rank: int
    suit: str = "hearts"
    notes: list = dataclasses.field(default_factory=list, compare=False)

    def __post_init__(self):
        self.rank += 1


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    x: int
    y: "int" = 2


def case_dataclasses():
    a, b = Card(1), Card(1, notes=["n"])
    a.notes.append("x")
    try:
        Frozen(1).x = 2
    except dataclasses.FrozenInstanceError as error:
        noted(str(error))
    return a, b, a == b, Card(3) > a, dataclasses.asdict(b), dataclasses.replace(Frozen(1), y=5), log


class Color(enum.Enum):
    RED = 1
    GREEN = enum.auto()

    @property
    def short(self):
        return self.name[0]


class Flags(enum.Flag):
    A = enum.auto()
    B = enum.auto()


class Point(NamedTuple):
    x: int
    y: int = 0


def case_enums_and_named_tuples():
    point = Point(1)
    x, y = point
    Pair = collections.namedtuple("Pair", "a b")
    return Color.RED, Color(2), Color.GREEN.short, [c.value for c in Color], Flags.A | Flags.B, point, x, y, point._replace(y=3), Pair(1, 2)


T = TypeVar("T")


class Stack(Generic[T]):
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


def case_generic_classes_and_annotations():
    def typed(a: int, *b: "str", c: list[int] = []) -> None: ...

    return Stack[int]().push(1).push(2).items, typed(1), sorted(typed.__annotations__), Stack.push.__annotations__["return"]


def describe(value):
    match value:
        case None | True | False:
            return "constant"
        case 0 | -1 | 1.5 | 2j | "text" | b"bytes":
            return "literal"
        case int(n) if n > 100:
            return f"large {n}"
        case int() | float():
            return "number"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [first, *_, last] if first == last:
            return f"same ends {first}"
        case (Point(x=0, y=y) | Point(y, 0)):
            return f"on an axis {y}"
        case [[a, b], *rest]:
            return f"nested {a} {b} {rest}"
        case {"kind": "circle", "r": r, **rest}:
            return f"circle {r} {sorted(rest)}"
        case {"kind": Color.RED as color}:
            return f"dotted {color.name}"
        case {}:
            return "mapping"
        case Card(rank=rank, suit=("hearts" | "spades") as suit):
            return f"{rank} of {suit}"
        case str() as text:
            return f"text {text}"
        case _:
            return "other"


def case_match_statements():
    return [
        describe(value)
        for value in (
            None, True, 0, -1, 2j, b"bytes", 101, 7, 1.25, [], [5], [1, 2, 1], (0, 5), Point(0, 4), Point(3, 0),
            [[1, 2], 3], {"kind": "circle", "r": 2, "c": 1}, {"kind": Color.RED}, {"a": 1}, Card(2), Card(2, "clubs"),
            "abc", {1}, object,
        )
    ]


def case_match_stores_into_shared_variables():
    def outer():
        found = None

        def look(value):
            nonlocal found
            match value:
                case {"x": found}:
                    pass
                case [*found]:
                    pass

        look({"x": 1})
        first = found
        look([1, 2])
        return first, found

    return outer()


def case_formatted_strings():
    value, width, items = 3.14159, 10, [1, 2]
    return (
        f"{value:.2f}|{value:>{width}}|{value!r:^{width}.4}|{items}|{items!s}|{items[0]}|{{}}|{value=}|{items!a}",
        f"{'nested'} {f'{value:.1f}'}" "joined" f"{len(items)}",
        "%s %d" % (items, 3), "{0} {name}".format(1, name=items),
    )


def case_literals_of_every_kind():
    return (1, 1.5, 2j, "a", b"b", None, True, ..., [1, *[2]], (1, *(2,)), {1, *{1}}, {"a": 1, **{"b": 2}}, r"\n", """x
y""", 0x1F, 1_000, ())


def case_lambdas_and_conditional_expressions():
    pick = lambda x, *rest, key=None, **kw: (x if x > 0 else "not positive", rest, key, kw)
    return pick(1, 2, key=3, z=4), pick(-1), (lambda: (yield))().__next__()


def case_methods_as_values():
    items = [3, 1, 2]
    add, size = items.append, items.__len__
    add(0)
    bound = Box(a=1).__repr__
    upper = str.upper
    return items, size(), bound(), upper("a"), list(map(str.strip, [" a "])), sorted(items, key=lambda x: -x), [].append is None


def case_strings_and_bytes_have_methods():
    return ",".join(["a", "b"]), "a b".split(), b"ab".hex(), "x".join(str(i) for i in range(3)), "abc".partition("b")


def case_container_methods():
    items, table, group, queue = [3, 1], {"a": 1}, {1, 2}, deque([1, 2], maxlen=3)
    items.sort(); items.insert(0, 9); items.extend([4]); items.reverse(); items.remove(9)
    table.setdefault("b", []).append(1); table.update(c=2); table |= {"d": 4}
    group |= {3}; group.add(4); group -= {1}; group.discard(99)
    queue.appendleft(0); queue.append(3); queue.rotate(1)
    ordered = OrderedDict(a=1, b=2)
    ordered.move_to_end("a")
    return items, table, group, queue, list(ordered), table.pop("a"), table.get("zz", 0), group & {2, 3}, items.count(4), bytearray(b"ab")


def case_sorting_with_a_key_that_calls_the_program():
    return sorted([Card(3), Card(1)], key=lambda card: noted(card.rank)), log, min([3, 1], key=lambda x: -x)


def case_deep_calls_have_their_lines_in_the_traceback():
    def inner(box):
        return box.missing

    def outer():
        return [
            inner(
                Box()
            )
            for _ in range(1)
        ]

    outer()


def case_errors_in_the_middle_of_a_statement():
    box = Box(items=[1])
    box.items[0], box.items[5] = noted(2), 3


def case_printing():
    print("a", 1, [2], sep="-", end="!\n")
    print(*log, Box(a=1))
    print(f"{total}", flush=True)


def case_globals_hold_the_module():
    return __name__, sorted(name for name in dir() if "rc_" in name), total, Box.__module__, case_globals_hold_the_module.__qualname__


def case_docstrings_stay():
    def work():
        "does work"
        yield

    class Thing:
        "is one"

        def method(self):
            """is a method"""
            count = 0

            def inner():
                "inside"
                nonlocal count
                count += 1

            return inner.__doc__

    return work.__doc__, Thing.__doc__, Thing.method.__doc__, Thing().method()


def case_names_of_functions_and_classes_stay():
    def outer():
        class Inner:
            def method(self): ...

        return Inner.method.__qualname__, (lambda: 0).__name__, Inner.__name__, repr(Inner)

    return outer()


def case_imports_inside_functions():
    import math as m
    from itertools import count as c, islice
    import collections.abc

    return m.floor(2.5), list(islice(c(3), 2)), collections.abc.Sized.__name__, collections.deque


def case_an_import_that_fails():
    try:
        from collections import no_such_name
    except ImportError as error:
        noted((error.name, str(error).partition(" (")[0]))
    import no_such_module


def case_star_expressions_in_returns_and_subscripts():
    rest = [2, 3]
    table = {(1, 2, 3): "t"}
    def give():
        return 1, *rest
    def make():
        yield 0, *rest
    return give(), list(make()), table[1, *rest], [x for x in (*rest, 4)]


def case_a_generator_that_is_not_finished():
    generator = (noted(x) for x in range(5))
    for x in generator:
        if x == 2:
            break
    return list(generator), log


def case_conditions_with_side_effects_happen_once():
    items = [1, 2, 3]
    while items.pop() != 1:
        noted(len(items))
    if (items or noted("empty")) and not items:
        noted("end")
    return log, items


def case_pass_and_ellipsis_do_nothing():
    class Empty: pass
    def nothing(): ...
    if False: pass
    elif True: ...
    else: pass
    return nothing(), Empty.__name__


def case_numbers_and_identity():
    a, b = [1], [1]
    return a is b, a == b, a is not b, (1,) < (1, 2), {1: 2} == {1: 2}, 1 == 1.0 == True, "a" in "abc", 3 in range(5)


def case_deleting_variables_of_closures_and_loops():
    def outer():
        x = 1

        def inner():
            nonlocal x
            del x

        inner()
        try:
            return x
        except NameError as error:
            return str(error)

    return outer()


def case_awaiting_in_the_library():
    async def one():
        await asyncio.sleep(0)
        return 1

    async def both():
        return await asyncio.gather(one(), one())

    return asyncio.run(both())
