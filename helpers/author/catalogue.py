"""`course author catalogue`: every text that is marked for translation, in `helpers/locale/racecourse.pot`.

Made with Babel (https://babel.pocoo.org). The file has no date and no line numbers: it changes only when a text does.
"""

from __future__ import annotations

import io
from pathlib import Path

from helpers.language import DOMAIN

FILE = Path("helpers") / "locale" / f"{DOMAIN}.pot"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}

HEADER = """\
# Texts of Racecourse, to be translated.
# Made by `course author catalogue`; changes are lost. docs/translating.md says how a translation is made.
#"""


def catalogue(root: Path) -> str:
    """The catalogue as text.

    Raises:
        ValueError: a marked text is put together when the program runs, so that no catalogue can have it.
    """
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract
    from babel.messages.pofile import write_po

    found = Catalog(project="Racecourse", header_comment=HEADER, charset="utf-8", fuzzy=False)
    for path in sorted((root / "helpers").rglob("*.py")):
        content = path.read_bytes()
        if b"from helpers.language import" not in content:
            continue
        place = path.relative_to(root).as_posix()
        for line, message, comments, context in extract(
            "python", io.BytesIO(content), keywords=KEYWORDS, comment_tags=("Translators:",)
        ):
            if not message or (isinstance(message, tuple) and not all(message)):
                raise ValueError(f"{place}:{line}: a marked text must be one literal, with names in braces.")
            found.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    buffer = io.BytesIO()
    write_po(buffer, found, width=100, sort_output=True, omit_header=False, include_lineno=False)
    lines = buffer.getvalue().decode("utf-8").splitlines()
    # dates and the tool's version would change the file when no text has
    changing = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team')
    return "\n".join(line for line in lines if not line.startswith(changing)) + "\n"


def write_catalogue(root: Path) -> bool:
    """Write the catalogue; gives whether it changed."""
    text, path = catalogue(root), root / FILE
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True
