"""Parameters on sliders: each change runs a function again and redraws what it gives.

    explore(run, workers=workers(1, 16), latency=latency(0, 0.5))

The first picture is made at once, and stands below the sliders as an output of the cell, so it is there without widgets
and without a kernel, too.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from uuid import uuid4

import traitlets
from IPython.display import DisplayHandle

from helpers.language import retell
from helpers.widgets.base import CourseWidget
from helpers.widgets.replay import front_end, stylesheet
from helpers.widgets.showing import Bundle, catch, change, form_bundle, in_notebook, put


@dataclass(frozen=True)
class Slider:
    """One parameter.

    Attributes:
        label: what stands beside it.
        low, high, step: which values there are: from `low` in steps up to `high`.
        value: the first one.
        unit: what the number counts.
    """

    label: str
    low: float
    high: float
    step: float
    value: float
    unit: str = ""

    def __post_init__(self) -> None:
        if not self.low <= self.value <= self.high or self.step <= 0:
            raise ValueError(f"{self.label}: the first value lies between the lowest and the highest, and steps go up")

    def read(self, given: Any) -> float:
        """The value that is nearest to what was given; an int where all values are.

        Raises:
            ValueError: it is no number.
        """
        steps = round((min(max(float(given), self.low), self.high) - self.low) / self.step)
        value = self.low + steps * self.step
        whole = all(float(each).is_integer() for each in (self.low, self.step))
        return int(value) if whole else round(value, 10)


def workers(low: int = 1, high: int = 16, value: int | None = None) -> Slider:
    """How many workers."""
    return Slider("Workers", low, high, 1, low if value is None else value)


def latency(low: float = 0.0, high: float = 0.5, value: float | None = None, step: float = 0.01) -> Slider:
    """How long an answer takes to come, in seconds."""
    return Slider("Latency", low, high, step, low if value is None else value, "seconds")


def chunk_size(low: int = 1, high: int = 64, value: int | None = None) -> Slider:
    """How many tasks a worker gets at a time."""
    return Slider("Tasks per chunk", low, high, 1, low if value is None else value)


def batch_size(low: int = 1, high: int = 64, value: int | None = None) -> Slider:
    """How many items belong to one batch."""
    return Slider("Items per batch", low, high, 1, low if value is None else value)


class Explorer:
    """A function with its parameters on sliders.

    Args:
        function: takes the parameters by their names, and gives what is to be shown.
        sliders: one for each parameter.
    """

    def __init__(self, function: Callable[..., Any], sliders: dict[str, Slider]) -> None:
        self._function = function
        self.sliders = sliders
        self.values: dict[str, float] = {name: slider.read(slider.value) for name, slider in sliders.items()}
        self._front: _Front | None = None
        self._place: DisplayHandle | None = None

    def __call__(self, **values: float) -> Any:
        """Run once with these values; what is not named stays as the sliders stand."""
        unknown = values.keys() - self.sliders.keys()
        if unknown:
            raise TypeError(f"there is no {', '.join(sorted(unknown))} here; there are {', '.join(self.sliders)}")
        self.values |= {name: self.sliders[name].read(value) for name, value in values.items()}
        return self._function(**self.values)

    def __repr__(self) -> str:
        return f"{self._stand()}\n{catch(self).bundle['text/plain']}"

    def _ipython_display_(self) -> None:
        if not in_notebook():
            print(self)
            return
        self._front = _Front(self)
        named = ", ".join(f"{retell(slider.label)} ({name})" for name, slider in self.sliders.items())
        static = retell(f"Parameters: {named}. Where there are no sliders, change them in the cell.")
        put(form_bundle(self._front, self._front.place, static, f"<p>{html.escape(static)}</p>"))
        self._place = put(self._made())

    def _stand(self) -> str:
        said = [f"{retell(slider.label)} ({name}): {self._shown(name)}" for name, slider in self.sliders.items()]
        return retell(f"Parameters: {'; '.join(said)}. Where there are no sliders, change them in the cell.")

    def _shown(self, name: str) -> str:
        return f"{self.values[name]:g} {retell(self.sliders[name].unit)}".strip()

    def _made(self) -> Bundle:
        made = catch(self).bundle
        stand = "; ".join(f"{retell(slider.label)}: {self._shown(name)}" for name, slider in self.sliders.items())
        return {
            "text/plain": f"{stand}\n{made['text/plain']}",
            "text/html": f"<p>{html.escape(stand)}</p>{made['text/html']}",
        }

    def _redraw(self, values: dict[str, Any]) -> None:
        self.values |= {name: self.sliders[name].read(value) for name, value in values.items() if name in self.sliders}
        assert self._place is not None
        change(self._place, self._made())


def explore(function: Callable[..., Any], **sliders: Slider) -> Explorer:
    """Put a function's parameters on sliders; each change runs it, and redraws what it gives."""
    return Explorer(function, sliders)


class _Front(CourseWidget):
    """The sliders in the browser. `done` counts the runs, so the browser sends the next change when one is over."""

    _esm = front_end("common.js", "placed.js", "sliders.js")
    _css = stylesheet("sliders.css")

    place = traitlets.Unicode().tag(sync=True)
    sliders: traitlets.List[Any] = traitlets.List().tag(sync=True)
    done = traitlets.Int(0).tag(sync=True)
    said = traitlets.Unicode("").tag(sync=True)

    def __init__(self, explorer: Explorer) -> None:
        shown = []
        for name, slider in explorer.sliders.items():
            words = {"label": retell(slider.label), "unit": retell(slider.unit)}
            shown.append({"name": name, **asdict(slider), **words, "value": explorer.values[name]})
        super().__init__(place=uuid4().hex, sliders=shown)
        self._moves = explorer
        self.on_msg(self._hear)

    def _hear(self, _widget: Any, content: Any, _buffers: Any) -> None:
        try:
            self._moves._redraw(content.get("values", {}))
            self.said = retell("Redrawn below.")
        except Exception as error:
            # the notebook has no other place where an error of this call could be seen
            self.said = retell(f"It could not be run: {type(error).__name__}: {error}")
            raise
        finally:
            self.done += 1


__all__ = ["Explorer", "Slider", "batch_size", "chunk_size", "explore", "latency", "workers"]
