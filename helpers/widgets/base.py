"""What all widgets with a kernel behind them have in common."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import anywidget
import traitlets


class CourseWidget(anywidget.AnyWidget):
    """An anywidget that knows its own id, so that its front end hears the kernel on a slow machine, too.

    anywidget 0.11 waits two seconds for a front end to be loaded, and drops every message that comes later, for good.
    `hearAlways` in common.js mends that, and finds the model by this id.

    Attributes:
        own_id: the model's id.
    """

    own_id = traitlets.Unicode().tag(sync=True)

    def __init__(self, **state: Any) -> None:
        own_id = uuid4().hex
        super().__init__(model_id=own_id, own_id=own_id, **state)
