"""In which order a program sees the members of a set.

Nobody promises that order. In life it follows from addresses and from a seed that is new in every process, so a program
that depends on it goes wrong now and then, and a verdict that depended on it would change from run to run. Under
control the members come in the order in which the program first put them into a set; where a program has looked at
that order, everything is tried once more with the order turned round (`Execution.backwards`).

Numbers are left as they are: their places in a set follow from their values alone.
"""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from typing import TYPE_CHECKING, Any
from weakref import WeakSet, ref

from helpers.interleave.raw import dict_of, is_learners, mro_of

if TYPE_CHECKING:
    from helpers.interleave.control.execution import Execution

SETS = (set, frozenset)
FIXED = frozenset({int, float, bool, complex})
TEXTS = frozenset({str, bytes})
FILLING = frozenset({"add", "update", "symmetric_difference_update", "union", "symmetric_difference"})
"""Methods of a set that can put something into one."""

_SHOWING: tuple[Any, ...] = (
    list,
    tuple,
    iter,
    enumerate,
    zip,
    map,
    filter,
    deque,
    reduce,
    itertools.chain,
    itertools.islice,
    itertools.cycle,
    itertools.accumulate,
    itertools.permutations,
    itertools.combinations,
    itertools.product,
)
_SORTING: tuple[Any, ...] = (sorted, min, max)
_BY_IDENTITY = {id(function) for function in (*_SHOWING, *_SORTING, *SETS, WeakSet)}
_SORTERS = {id(function) for function in _SORTING}
_MAKERS = {id(function) for function in (*SETS, WeakSet)}


def _is_fixed(thing: Any) -> bool:
    kind = type(thing)
    return kind in FIXED or (kind is tuple and all(map(_is_fixed, thing)))


def is_set(thing: Any) -> bool:
    """Is this a set whose members come as those of sets do, and not in a way that a class of the program says?"""
    kind = type(thing)
    if kind in SETS or kind is WeakSet:
        return True
    return issubclass(kind, SETS) and not any("__iter__" in dict_of(base) for base in mro_of(kind) if is_learners(base))


class Members:
    """Numbers for what a program has put into sets, in the order in which it did."""

    def __init__(self, execution: Execution) -> None:
        self._execution = execution
        self._numbers: dict[Any, int] = {}
        # those of a WeakSet, which must not be kept alive here
        self._weak: dict[int, tuple[ref[Any], int]] = {}
        self._weak_numbers = itertools.count()

    def _name(self, thing: Any) -> Any:
        """What stands for `thing`: texts and tuples of them for themselves, objects for their identity."""
        kind = type(thing)
        if kind in TEXTS:
            return thing
        if kind is tuple:
            return tuple(part if type(part) in FIXED else self._name(part) for part in thing)
        # an identity is no text and no tuple, so it cannot be mistaken for one
        return self._execution.pin(thing)

    def enters(self, thing: Any) -> Any:
        """`thing` is put into a set."""
        if not _is_fixed(thing):
            name = self._name(thing)
            if name not in self._numbers:
                self._numbers[name] = len(self._numbers)
        return thing

    def enters_weakly(self, thing: Any) -> Any:
        """`thing` is put into a WeakSet."""
        known = self._weak.get(id(thing))
        if known is None or known[0]() is not thing:
            self._weak[id(thing)] = ref(thing), next(self._weak_numbers)
        return thing

    def enter(self, things: Iterable[Any]) -> None:
        """All of `things`, a collection, are put into a set."""
        for thing in things:
            self.enters(thing)

    def in_order(self, members: Iterable[Any], shown: bool = True) -> list[Any]:
        """The members of a set, in the order in which the program sees them.

        Args:
            shown: the program can tell that order, so the other way round must be tried, too.
        """
        found = list(members)
        if type(members) is WeakSet:
            found.sort(key=lambda thing: self._weak[id(thing)][1] if id(thing) in self._weak else -1)
            return self._shown(found, shown)
        if len(found) < 2 or all(map(_is_fixed, found)):
            return found
        # what got here by another way: texts at least have an order of their own
        found.sort(key=lambda thing: (type(thing) in TEXTS, str(thing) if type(thing) in TEXTS else ""))
        self.enter(found)
        found.sort(key=self._place)
        return self._shown(found, shown)

    def _shown(self, found: list[Any], shown: bool) -> list[Any]:
        if shown and len(found) > 1:
            self._execution.looked_at_sets = True
        if self._execution.backwards:
            found.reverse()
        return found

    def _place(self, thing: Any) -> tuple[int, Any]:
        return (0, repr(thing)) if _is_fixed(thing) else (1, self._numbers[self._name(thing)])

    def walk(self, members: Any) -> Iterator[Any]:
        """An iterator over a set; like the real one it complains when the set changes meanwhile."""
        if type(members) is WeakSet:
            return iter(self.in_order(members))
        if all(map(_is_fixed, members)):
            return iter(members)
        return self._walk(members)

    def _walk(self, members: Any) -> Iterator[Any]:
        order = self.in_order(members)
        for member in order:
            if _size(members) != len(order):
                break
            yield member
        if _size(members) != len(order):
            raise RuntimeError("Set changed size during iteration")

    def pop(self, members: set[Any]) -> Any:
        """Double of `set.pop`."""
        if not members or _is_fixed(next(iter(members))):
            return members.pop()
        first = self.in_order(members)[0]
        members.remove(first)
        return first

    def is_concerned(self, function: Any) -> bool:
        """Does `function` make a set, or show the order of one?"""
        return id(function) in _BY_IDENTITY

    def call(self, function: Callable[..., Any], arguments: tuple[Any, ...], keywords: dict[str, Any]) -> Any:
        """Call a function that makes a set or shows the order of one."""
        if id(function) in _MAKERS:
            if len(arguments) == 1 and not is_set(arguments[0]):
                made = list(arguments[0])
                for thing in made:
                    (self.enters_weakly if function is WeakSet else self.enters)(thing)
                arguments = (made,)
            return function(*arguments, **keywords)
        shown = id(function) not in _SORTERS or "key" in keywords
        arguments = tuple(self.in_order(each, shown) if is_set(each) else each for each in arguments)
        return function(*arguments, **keywords)


def _size(members: Any) -> int:
    return set.__len__(members) if issubclass(type(members), set) else frozenset.__len__(members)
