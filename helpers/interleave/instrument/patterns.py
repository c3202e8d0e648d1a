"""Class patterns, taken apart: `case Point(x=0, y=y)` reads two attributes in a row, and others can come in between.

`match` itself reads them all in one go where nobody can look in. So what a class pattern says about attributes becomes
a condition of its case: `case Point() as it if read(it, "x") == 0 and ...`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

ITSELF = frozenset("bool bytearray bytes dict float frozenset int list set str tuple".split())
"""Classes whose one positional pattern is about the object itself."""


class Unsplit(Exception):
    """This pattern is left to `match`."""


class Splitter:
    """Takes the class patterns of one program apart.

    Args:
        hook: makes a call of a hook, from its name, its arguments and the node that it stands for.
        temporary: makes the name of a new variable.
    """

    def __init__(self, hook: Callable[..., ast.expr], temporary: Callable[[], str]) -> None:
        self._hook = hook
        self._temporary = temporary

    def split(self, pattern: ast.pattern) -> tuple[ast.pattern, list[ast.expr]]:
        """What `match` is to look at, and the conditions that must hold besides, in order."""
        if isinstance(pattern, ast.MatchClass) and (pattern.patterns or pattern.kwd_patterns):
            name = self._temporary()
            try:
                conditions = self._parts(pattern, _load(name))
            except Unsplit:
                return pattern, []
            bare = ast.MatchClass(pattern.cls, [], [], [])
            return _at(ast.MatchAs(bare, name), pattern), conditions
        if isinstance(pattern, ast.MatchAs) and pattern.pattern is not None:
            inner, conditions = self.split(pattern.pattern)
            return _at(ast.MatchAs(inner, pattern.name), pattern), conditions
        if isinstance(pattern, ast.MatchSequence | ast.MatchMapping):
            conditions = []
            for number, each in enumerate(pattern.patterns):
                pattern.patterns[number], more = self.split(each)
                conditions += more
            return pattern, conditions
        return pattern, []

    def _parts(self, pattern: ast.MatchClass, it: ast.expr) -> list[ast.expr]:
        """The conditions on the attributes of `it`, which is an instance of the pattern's class."""
        if isinstance(pattern.cls, ast.Name) and pattern.cls.id in ITSELF:
            if len(pattern.patterns) > 1 or pattern.kwd_patterns:
                raise Unsplit
            return self._test(pattern.patterns[0], it) if pattern.patterns else []
        found: list[ast.expr] = []
        named: list[tuple[int | str, ast.pattern]] = [
            *enumerate(pattern.patterns),
            *zip(pattern.kwd_attrs, pattern.kwd_patterns, strict=True),
        ]
        for which, inner in named:
            name = self._temporary()
            part = self._hook("part", it, pattern.cls, ast.Constant(which), ast.Constant(-1), at=pattern)
            there = ast.Compare(ast.NamedExpr(_store(name), part), [ast.IsNot()], [_load("_rc_missing")])
            found += [there, *self._test(inner, _load(name))]
        return found

    def _test(self, pattern: ast.pattern, it: ast.expr) -> list[ast.expr]:
        """The conditions that make `it` match."""
        if isinstance(pattern, ast.MatchValue):
            return [ast.Compare(it, [ast.Eq()], [pattern.value])]
        if isinstance(pattern, ast.MatchSingleton):
            return [ast.Compare(it, [ast.Is()], [ast.Constant(pattern.value)])]
        if isinstance(pattern, ast.MatchClass):
            return [self._hook("instance", it, pattern.cls, at=pattern), *self._parts(pattern, it)]
        if isinstance(pattern, ast.MatchAs):
            found = self._test(pattern.pattern, it) if pattern.pattern is not None else []
            if pattern.name is not None:
                found.append(ast.Compare(ast.NamedExpr(_store(pattern.name), it), [ast.Is()], [it]))
            return found
        if isinstance(pattern, ast.MatchOr):
            return [ast.BoolOp(ast.Or(), [together(self._test(each, it)) for each in pattern.patterns])]
        if isinstance(pattern, ast.MatchSequence):
            return self._items(pattern, it)
        raise Unsplit

    def _items(self, pattern: ast.MatchSequence, it: ast.expr) -> list[ast.expr]:
        stars = [n for n, each in enumerate(pattern.patterns) if isinstance(each, ast.MatchStar)]
        least, last = len(pattern.patterns) - len(stars), len(pattern.patterns)
        found = [self._hook("sequence", it, ast.Constant(least), ast.Constant(not stars), at=pattern)]
        for number, each in enumerate(pattern.patterns):
            after = number - last
            if not isinstance(each, ast.MatchStar):
                place = after if stars and number > stars[0] else number
                name = self._temporary()
                item = self._hook("item", it, ast.Constant(place), ast.Constant(-1), at=pattern)
                found.append(ast.Compare(ast.NamedExpr(_store(name), item), [ast.IsNot()], [_load("_rc_missing")]))
                found += self._test(each, _load(name))
            elif each.name is not None:
                rest = self._hook("rest", it, ast.Constant(number), ast.Constant(-after - 1), at=pattern)
                taken = ast.NamedExpr(_store(each.name), rest)
                found.append(ast.Compare(taken, [ast.IsNot()], [_load("_rc_missing")]))
        return found


def together(conditions: list[ast.expr]) -> ast.expr:
    """All of them."""
    if len(conditions) == 1:
        return conditions[0]
    return ast.BoolOp(ast.And(), conditions) if conditions else ast.Constant(True)


def _load(name: str) -> ast.expr:
    return ast.Name(name, ast.Load())


def _store(name: str) -> ast.Name:
    return ast.Name(name, ast.Store())


def _at(new: ast.pattern, old: ast.pattern) -> ast.pattern:
    return ast.fix_missing_locations(ast.copy_location(new, old))
