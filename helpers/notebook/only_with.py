"""`%%only_with interpreters`: a cell for those Pythons that have what it shows.

Where this Python has it, the cell runs as usual. Where not, it says so, and shows what is known from elsewhere, marked
as recorded: a lesson on any Python tells its reader what there is on others.
"""

from __future__ import annotations

import html
import platform
from dataclasses import dataclass

from IPython.core.magic import Magics, cell_magic, magics_class
from IPython.display import display

from helpers.language import retell
from helpers.machine import Feature, feature
from helpers.notebook.refusal import Refusal
from helpers.notebook.show import Shown


@dataclass(frozen=True, repr=False)
class ShownRecord(Shown):
    """What stands in the place of a cell's output, where the cell cannot run.

    Attributes:
        feature: what this Python lacks.
        python: which Python this is, such as `CPython 3.11.7`.
    """

    feature: Feature
    python: str

    def to_text(self) -> str:
        return "\n".join([*self._sentences(), retell(f"More: {self.feature.source}")])

    def _repr_html_(self) -> str:
        source = html.escape(self.feature.source)
        shown = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in self._sentences())
        return f'{shown}<p><a href="{source}">{retell("More in the documentation of Python")}</a></p>'

    def _sentences(self) -> list[str]:
        said = (
            f"Not run: this Python, {self.python}, has {self.feature.missing}. {self.feature.since}",
            f"Recorded with {self.feature.recorded_on}, not here: {self.feature.recorded}.",
        )
        return [retell(sentence) for sentence in said]


@magics_class
class OnlyWithMagics(Magics):
    """The `%%only_with` magic."""

    @cell_magic
    def only_with(self, line: str, cell: str) -> None:
        """Run this cell where this Python has the feature that the line names; say what is known where not."""
        try:
            wanted = feature(line.strip())
        except LookupError as error:
            said = str(error.args[0])
            raise Refusal(f"{said[:1].upper()}{said[1:]}. Write %%only_with and one of them.") from None
        if not wanted.is_here():
            display(ShownRecord(wanted, f"{platform.python_implementation()} {platform.python_version()}"))
            return
        assert self.shell is not None  # a magic is always called by a shell
        result = self.shell.run_cell(cell, store_history=False)
        if not result.success:
            raise Refusal("")  # the error has been shown; this ends the cell, and "run all" with it
