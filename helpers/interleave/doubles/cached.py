"""Double of `functools.cached_property`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from helpers.interleave.control.execution import running


class cached_property:
    """Double of `functools.cached_property`: as since 3.12 without a lock. Its looking and its storing are steps."""

    def __init__(self, func: Callable[[Any], Any]) -> None:
        self.func = func
        self.attrname: str | None = None
        self.__doc__ = func.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                f"Cannot assign the same cached_property to two different names ({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        name = self.attrname
        try:
            cache = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {name!r} property."
            ) from None
        if name in cache:
            return cache[name]
        value = self.func(instance)
        running().own("hooks")["_rc_guard"].announce(instance, name, True)
        cache[name] = value
        return value


cached_property.__module__ = "functools"
