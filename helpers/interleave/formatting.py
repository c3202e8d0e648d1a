"""Templates of `str.format` that look inside of what they get: `"{0.x} {0.y}"` reads two attributes in a row."""

from __future__ import annotations

import re
from _string import formatter_field_name_split  # type: ignore[import-not-found]
from collections.abc import Callable, Mapping, Sequence
from string import Formatter
from typing import Any

_INSIDE = re.compile(r"\{[^{}]*[.\[]")


def looks_inside(template: str) -> bool:
    """Does the template read attributes or items?"""
    return _INSIDE.search(template) is not None


class Fields(Formatter):
    """Fills templates, and announces what they read.

    Args:
        attribute: reads an attribute, as the program would.
        item: reads an item, as the program would.
    """

    def __init__(self, attribute: Callable[[Any, str], Any], item: Callable[[Any, Any], Any]) -> None:
        self._attribute = attribute
        self._item = item

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        first, rest = formatter_field_name_split(field_name)
        found = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            found = self._attribute(found, name) if is_attribute else self._item(found, name)
        return found, first

    def filling(self, template: str, method: str) -> Callable[..., str]:
        """Double of `template.format` or `template.format_map`."""
        if method == "format":
            return lambda *arguments, **keywords: self.vformat(template, arguments, keywords)
        return lambda mapping: self.vformat(template, (), mapping)
