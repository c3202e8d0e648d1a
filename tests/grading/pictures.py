"""Pictures for the teacher's guide, and whether those in docs/pictures still show what the pages show.

Pixels differ from machine to machine. So each picture carries what stands in it that the guide speaks of (headings,
captions, names of columns), and is up to date while the page has the same.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image
from PIL.PngImagePlugin import PngInfo

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
SCREENSHOTS = ROOT / "build" / "screenshots"
COLOURS = 32  # enough for text and bars, and a tenth of the size


def keep_picture(page: Page, name: str, outline: list[str], *, update: bool) -> None:
    """Take a picture of what the browser shows now; fail where the one in the guide shows something else.

    Args:
        outline: what stands in it that the guide speaks of.
        update: write the guide's picture anew.
    """
    assert outline
    assert all(outline), outline
    taken = page.screenshot()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / f"teaching-{name}.png").write_bytes(taken)
    kept = PICTURES / f"{name}.png"
    if update:
        PICTURES.mkdir(exist_ok=True)
        information = PngInfo()
        information.add_text("Outline", json.dumps(outline))
        picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        picture.save(kept, pnginfo=information, optimize=True)
    with Image.open(kept) as picture:
        shown = json.loads(picture.text["Outline"])
    assert shown == outline, f"{kept.name} shows something else than the page: run this test again with --update"
