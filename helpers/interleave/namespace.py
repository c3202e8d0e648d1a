"""What `globals()` gives: the program's variables without the checker's, each access announced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from typing import Any

HIDDEN = ("_rc_", "__builtins__")


def is_hidden(name: Any) -> bool:
    """Is this the name of something that the checker has put among the program's variables?"""
    return isinstance(name, str) and str.startswith(name, HIDDEN)


class Variables(MutableMapping[str, Any]):
    """The module's variables as a mapping."""

    def __init__(
        self,
        namespace: dict[str, Any],
        item: Callable[..., Any],
        set_item: Callable[..., None],
        delete_item: Callable[..., None],
        contains: Callable[..., bool],
        whole: Callable[..., Any],
    ) -> None:
        def keys() -> list[str]:
            whole(namespace, -1)
            return [name for name in namespace if not is_hidden(name)]

        def get(name: Any) -> Any:
            if is_hidden(name):
                raise KeyError(name)
            return item(namespace, name, -1)

        def put(name: Any, value: Any) -> None:
            if is_hidden(name) or type(name) is not str:
                raise KeyError(name)
            set_item(value, namespace, name, -1)

        def remove(name: Any) -> None:
            if is_hidden(name):
                raise KeyError(name)
            delete_item(namespace, name, -1)

        # the namespace itself is in no attribute
        self._get, self._put, self._remove, self._keys = get, put, remove, keys
        self._has = lambda name: not is_hidden(name) and contains(name, namespace, -1)

    def __getitem__(self, name: str) -> Any:
        return self._get(name)

    def __setitem__(self, name: str, value: Any) -> None:
        self._put(name, value)

    def __delitem__(self, name: str) -> None:
        self._remove(name)

    def __contains__(self, name: object) -> bool:
        return self._has(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys())

    def __len__(self) -> int:
        return len(self._keys())

    def __repr__(self) -> str:
        return repr(dict(self))
