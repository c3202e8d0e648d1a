"""A picture that a cell shows: as an image where images are shown, as text everywhere."""

from __future__ import annotations

import base64
import html
import io
from dataclasses import dataclass

from matplotlib import rc_context
from matplotlib.figure import Figure

_SHORT = 400  # letters; nobody wants to hear a table of numbers before it is known what it is about


@dataclass(frozen=True, repr=False)
class Picture:
    """A figure and the text that says the same.

    Attributes:
        figure: drawn without a window system (https://matplotlib.org/stable/gallery/user_interfaces/web_application_server_sgskip.html).
        text: what is in the picture, for those who read it, and for those who have it read to them.
    """

    figure: Figure
    text: str

    def __repr__(self) -> str:
        return self.text

    def png(self) -> bytes:
        """The image, as the bytes of a PNG file."""
        buffer = io.BytesIO()
        self.figure.savefig(buffer, format="png", dpi=110)
        return buffer.getvalue()

    def svg(self) -> bytes:
        """The image as SVG, the same for the same figure: without a date and without random names."""
        buffer = io.BytesIO()
        with rc_context({"svg.hashsalt": "racecourse"}):
            self.figure.savefig(buffer, format="svg", metadata={"Date": None})
        return buffer.getvalue()

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png()).decode("ascii")
        # a wide text is scrolled, and whoever has no mouse scrolls it with the arrow keys, so it can have the focus
        pre = '<pre tabindex="0" role="group" aria-label="The picture as text" style="white-space:pre;overflow-x:auto">'
        return (
            f'<img alt="{html.escape(self.alternative)}" style="max-width:100%" src="data:image/png;base64,{data}">'
            f"<details><summary>The same as text</summary>{pre}{html.escape(self.text)}</pre></details>"
        )

    @property
    def alternative(self) -> str:
        """What is read out in place of the image: a short text whole, of a long one its first line."""
        if len(self.text) <= _SHORT:
            return self.text
        return f"{self.text.strip().splitlines()[0]} The same as text stands below."
